using Microsoft.Playwright;

namespace Promozilla.Tests.Servers;

/// <summary>The machine's own Chromium (or Chrome), driven by Playwright; it reaches nothing but this machine.</summary>
internal static class Chromium
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
    ];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    /// <summary>One browser for a whole test run; each test opens a context of its own.</summary>
    public static Task<IBrowser> Browser => Started.Value;

    /// <summary>Does what leads to another page and waits until that page is there: the old one is loaded too, so its state says nothing.</summary>
    public static async Task AndNavigateAsync(this IPage page, Func<Task> act)
    {
        var navigated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FrameNavigated += Note;
        await act();
        await navigated.Task.WaitAsync(TimeSpan.FromSeconds(30));
        page.FrameNavigated -= Note;
        // Asked of the page itself: an event may pass before anybody waits for it.
        await Eventually.AssertAsync(async () => Assert.Equal("complete", await page.EvaluateAsync<string>("document.readyState")));

        void Note(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame) navigated.TrySetResult();
        }
    }

    private static async Task<IBrowser> StartAsync()
    {
        var program = Places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("A browser is missing: apt-get install chromium-headless-shell");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
    }
}
