using Microsoft.Playwright;

namespace Promozilla.Tests.Servers;

/// <summary>The machine's own Chromium (or Chrome), driven by Playwright; it reaches nothing but this machine.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    /// <summary>One browser for a whole test run; each test opens a context of its own.</summary>
    public static Task<IBrowser> Browser => Started.Value;

    private static async Task<IBrowser> StartAsync()
    {
        var program = Places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("A browser is missing: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });
    }
}
