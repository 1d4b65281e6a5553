using Microsoft.Playwright;
using Promozilla.Media;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web;

/// <summary>An IClassFixture: the real site as a process of its own, over a seeded database of its own.</summary>
public class SiteFixture : IAsyncLifetime
{
    private readonly string media = TestServers.Folder("media");
    private readonly PostgresFixture postgres = new();
    private ServiceProcess? site;

    public string Address => site!.Address;

    protected string Database => postgres.ConnectionString;

    /// <summary>What the scrapers keep, as the site sees it.</summary>
    public FolderStore Media => new(media);

    public Promozilla.Data.PromozillaDbContext CreateContext() => postgres.CreateContext();

    /// <summary>Configuration on top, as environment variables, for those who need the site to know something more.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public virtual async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await using (var db = postgres.CreateContext())
        {
            await new ShopSeed(db, TimeProvider.System.GetUtcNow(), media).FillAsync();
        }

        site = await StartAnotherAsync();
    }

    /// <summary>One more of the same site, as a replica.</summary>
    internal Task<ServiceProcess> StartAnotherAsync() =>
        ServiceProcess.StartAsync("Promozilla.Web", address => new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
            ["Media__Directory"] = media,
            ["Site__PublicUrl"] = address,
            ["Site__AccountTriesPerMinute"] = "1000",
            ["Site__ApiCallsPerMinute"] = "10000",
        }.Concat(Settings).GroupBy(setting => setting.Key, setting => setting.Value).ToDictionary(setting => setting.Key, setting => setting.Last()));

    public virtual async Task DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(media, recursive: true);
    }

    /// <summary>As whoever runs it does: SIGTERM, and the time it needs.</summary>
    public async Task StopAsync() => await site!.DisposeAsync();

    /// <summary>A page in a context of its own, as on a phone.</summary>
    /// <param name="worker">With the service worker, which fetches in the background and answers some requests itself.</param>
    public async Task<IPage> OpenAsync(bool script = true, ColorScheme theme = ColorScheme.Light, int width = 390, bool worker = false)
    {
        var browser = await (worker ? Chromium.Whole : Chromium.Browser);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            JavaScriptEnabled = script,
            ColorScheme = theme,
            Locale = "pt-PT",
            ServiceWorkers = worker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            ViewportSize = new ViewportSize { Width = width, Height = 844 },
        });
        return await context.NewPageAsync();
    }
}
