namespace Promozilla.AppHost.Servers;

internal static class Readiness
{
    /// <summary>Asks until the answer is yes, the process ends, or time runs out; then the last lines of its log say why.</summary>
    public static async Task WaitAsync(string name, SupervisedProcess process, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        try
        {
            while (!await isReady(limit.Token))
            {
                await Task.WhenAny(process.Exited, Task.Delay(100, limit.Token));
                limit.Token.ThrowIfCancellationRequested();
                if (process.Exited.IsCompleted) throw Failed($"{name} ended with {await process.Exited} while starting");
            }
        }
        catch (Exception e)
        {
            await process.DisposeAsync();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested) throw Failed($"{name} was not ready after 90 s");
            throw;
        }

        ServerFailedException Failed(string what) => new($"{what}. Its last lines:\n{process.Tail}");
    }
}
