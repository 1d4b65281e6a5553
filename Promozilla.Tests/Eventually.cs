using System.Diagnostics;

namespace Promozilla.Tests;

/// <summary>Waits for a condition instead of for time: asserts again and again until it holds, or fails with the last reason.</summary>
internal static class Eventually
{
    public static Task AssertAsync(Action assertion, int seconds = 30) => AssertAsync(
        () =>
        {
            assertion();
            return Task.CompletedTask;
        },
        seconds);

    public static async Task AssertAsync(Func<Task> assertion, int seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (watch.Elapsed < TimeSpan.FromSeconds(seconds))
            {
                await poll.WaitForNextTickAsync();
            }
        }
    }
}
