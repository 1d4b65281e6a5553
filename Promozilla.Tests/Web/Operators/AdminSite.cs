using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Tests.Web.Operators.Panels;
using Promozilla.Tests.Worker;
using Promozilla.Worker.Operators;
using Promozilla.Worker.Runs;

namespace Promozilla.Tests.Web.Operators;

/// <summary>One site for all tests about /admin, and the Worker's parts on the same database, which carry out what is asked there.</summary>
public class AdminSite : SiteFixture
{
    public const string Name = "operators";

    /// <summary>Nothing of it runs by itself: see <see cref="WorkAsync"/>.</summary>
    internal WorkerUnderTest Worker { get; private set; } = null!;

    internal string Backups { get; } = Directory.CreateTempSubdirectory("promozilla-backups-").FullName;

    internal LoopbackPrometheus Prometheus { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Panels__PrometheusUrl"] = Prometheus.Address };

    public override async Task InitializeAsync()
    {
        await Prometheus.StartAsync();
        await base.InitializeAsync();
        Worker = await WorkerUnderTest.CreateAsync(Database, ("Backup:Directory", Backups), ("Backup:Media", "false"));
    }

    public override async Task DisposeAsync()
    {
        await Worker.DisposeAsync();
        await base.DisposeAsync();
        await Prometheus.DisposeAsync();
        Directory.Delete(Backups, recursive: true);
    }

    /// <summary>The Worker does all that operators asked for.</summary>
    internal Task WorkAsync() => Worker.Get<OperatorLoop>().TickAsync(CancellationToken.None);

    /// <summary>What operators decided shows: the tick closes their runs.</summary>
    internal async Task CloseAsync()
    {
        await using var db = CreateContext();
        foreach (var run in await db.ScrapeRuns.Where(run => run.Origin == RunOrigins.Operator && run.Status == RunStatuses.Running).Select(run => run.Id).ToListAsync())
        {
            await Worker.Get<RunClosing>().TryCloseAsync(run, CancellationToken.None);
        }
    }

    /// <summary>A confirmed account, as if it had been opened on the site; one of that address is taken as it is.</summary>
    internal async Task PersonAsync(string address)
    {
        await using var db = CreateContext();
        await AddPersonAsync(db, address);
    }

    internal static async Task AddPersonAsync(PromozillaDbContext db, string address)
    {
        if (await db.Users.AnyAsync(user => user.Email == address)) return;
        var person = new User { Id = Guid.NewGuid(), UserName = address, NormalizedUserName = address.ToUpperInvariant(), Email = address, NormalizedEmail = address.ToUpperInvariant(), EmailConfirmed = true, SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = TimeProvider.System.GetUtcNow() };
        person.PasswordHash = new PasswordHasher<User>().HashPassword(person, AccountActs.Password);
        db.Users.Add(person);
        await db.SaveChangesAsync();
    }

    /// <summary>A page of somebody with a role, signed in.</summary>
    internal async Task<IPage> OperatorAsync(string address, string? role = OperatorRoles.Administrator, ColorScheme theme = ColorScheme.Light, int width = 1280, bool script = true)
    {
        await PersonAsync(address);
        if (role is not null) Assert.Null(await Worker.Get<Appointment>().AppointAsync(address, role, CancellationToken.None));
        var page = await OpenAsync(script, theme, width);
        await page.SignInAsync(address);
        return page;
    }
}

[CollectionDefinition(AdminSite.Name)]
public sealed class OperatorTestsSharingASite : ICollectionFixture<AdminSite>;
