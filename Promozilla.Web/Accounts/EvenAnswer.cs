namespace Promozilla.Web.Accounts;

/// <summary>
/// Answers that must not tell, by how long they took, whether an address has an account: they leave at whole steps of time. Work that
/// differs by some database writes ends within the same step.
/// </summary>
public sealed class EvenAnswer(TimeProvider clock)
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(400);

    public async Task<T> AfterAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var outcome = await work();
        var taken = clock.GetElapsedTime(began);
        await Task.Delay(TimeSpan.FromTicks(Step.Ticks - (taken.Ticks % Step.Ticks)), clock, cancellationToken);
        return outcome;
    }
}
