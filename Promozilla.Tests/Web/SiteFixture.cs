using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web;

/// <summary>An IClassFixture: the real site as a process of its own, over a seeded database of its own.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private readonly string media = TestServers.Folder("media");
    private readonly PostgresFixture postgres = new();
    private Process? site;

    public string Address { get; private set; } = "";

    public Promozilla.Data.PromozillaDbContext CreateContext() => postgres.CreateContext();

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await using (var db = postgres.CreateContext())
        {
            await new ShopSeed(db, TimeProvider.System.GetUtcNow(), media).FillAsync();
        }

        Address = $"http://localhost:{FreePort()}";
        site = Start();
        using var http = new HttpClient();
        await Eventually.AssertAsync(async () => Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"{Address}/health"))).StatusCode), seconds: 60);
    }

    public async Task DisposeAsync()
    {
        if (site is not null)
        {
            site.Kill(entireProcessTree: true);
            await site.WaitForExitAsync();
            site.Dispose();
        }

        await postgres.DisposeAsync();
        Directory.Delete(media, recursive: true);
    }

    /// <summary>A page in a context of its own, as on a phone.</summary>
    public async Task<IPage> OpenAsync(bool script = true, ColorScheme theme = ColorScheme.Light, int width = 390)
    {
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            JavaScriptEnabled = script,
            ColorScheme = theme,
            Locale = "pt-PT",
            ViewportSize = new ViewportSize { Width = width, Height = 844 },
        });
        return await context.NewPageAsync();
    }

    private Process Start()
    {
        var program = typeof(Promozilla.Web.Texts).Assembly.Location;
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        // The project's own output, where its static assets' manifest stands.
        var folder = Sources.Folder("Promozilla.Web");
        var built = Path.Combine(folder, "bin", output.Parent!.Name, output.Name, Path.GetFileName(program));
        var start = new ProcessStartInfo("dotnet", [built]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__promozilladb"] = postgres.ConnectionString;
        start.Environment["Media__Directory"] = media;
        start.Environment["Site__PublicUrl"] = Address;
        start.Environment["Site__AccountTriesPerMinute"] = "1000";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
