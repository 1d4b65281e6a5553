using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Scraping;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Runs;

/// <summary>Starts, stops and repeats runs. The site writes rows; the Worker's next tick does the rest.</summary>
public sealed class RunActs(OperatorDesk desk, Markets markets, TimeProvider clock)
{
    private static readonly string[] Open = ["requested", "running", "cancelling"];

    /// <param name="market">Null or none that is known: all.</param>
    /// <param name="store">Null: all of the market.</param>
    /// <returns>The word that the next page says.</returns>
    public async Task<string> StartAsync(string? market, string? store, CancellationToken cancellationToken)
    {
        market = markets.Find(market)?.Key;
        return await AskAsync("run.start", market, string.IsNullOrEmpty(store) ? null : [store], cancellationToken);
    }

    /// <summary>Once more the stores of which that run could not read all: whole, since a store is judged whole.</summary>
    public async Task<string> RepeatAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var failed = await db.ScrapeTasks.Where(task => task.RunId == run && task.Outcome != null && task.Outcome != ScrapeOutcome.Observed && task.Outcome != ScrapeOutcome.Empty)
            .Select(task => task.StoreKey).Distinct().Order().ToArrayAsync(cancellationToken);
        return failed.Length is 0 ? "Runs.nothing" : await AskAsync("run.retry", null, failed, cancellationToken);
    }

    public async Task<string> StopAsync(Guid run, CancellationToken cancellationToken)
    {
        var stopped = await desk.ChangeAsync("run.stop", $"runs/{run}", async db =>
            await db.ScrapeRuns.Where(row => row.Id == run && row.Origin != "history" && (row.Status == "requested" || row.Status == "running"))
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Status, "cancelling"), cancellationToken) > 0 ? new { } : null, cancellationToken);
        return stopped ? "Runs.stopping" : "Runs.over";
    }

    private async Task<string> AskAsync(string action, string? market, string[]? stores, CancellationToken cancellationToken)
    {
        var (id, said) = (Guid.CreateVersion7(), "Runs.nostore");
        await desk.ChangeAsync(action, $"runs/{id}", async db =>
        {
            if (stores is not null && await db.Stores.CountAsync(store => stores.Contains(store.Key) && store.Enabled, cancellationToken) != stores.Length) return null;
            if (await IsReadAlreadyAsync(db, market, stores, clock.GetUtcNow(), cancellationToken))
            {
                said = "Runs.already";
                return null;
            }

            db.ScrapeRuns.Add(new ScrapeRun { Id = id, RequestedAt = clock.GetUtcNow(), Origin = "asked", Market = market, Stores = stores, Status = "requested" });
            said = "Runs.asked";
            return new { market, stores };
        }, cancellationToken);
        return said;
    }

    /// <summary>A second reading beside the first would only ask the stores twice.</summary>
    private static async Task<bool> IsReadAlreadyAsync(PromozillaDbContext db, string? market, string[]? stores, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var of = stores is null ? [market] : await db.Stores.Where(store => stores.Contains(store.Key)).Select(store => (string?)store.Market).Distinct().ToListAsync(cancellationToken);
        var open = await db.ScrapeRuns.AsNoTracking().Where(run => Open.Contains(run.Status) && run.Origin != "recheck" && run.Origin != "history" && run.Origin != "operator" && run.RequestedAt <= now).ToListAsync(cancellationToken);
        return open.Exists(run => (run.Market is null || of.TrueForAll(one => one == run.Market)) && (run.Stores is null || (stores is not null && stores.All(run.Stores.Contains))));
    }
}

public static class RunEndpoints
{
    public static void MapRuns(this RouteGroupBuilder admin)
    {
        var runs = admin.MapGroup("/execucoes");
        runs.MapGet("", () => new RazorComponentResult<LivePage>());
        runs.MapPost("/comecar", async (RunActs acts, [FromForm] string? mercado, [FromForm] string? loja, CancellationToken cancellationToken) =>
            Said(await acts.StartAsync(mercado, loja, cancellationToken)));
        runs.MapPost("/parar", async (RunActs acts, [FromForm] Guid execucao, CancellationToken cancellationToken) => Said(await acts.StopAsync(execucao, cancellationToken), execucao));
        runs.MapPost("/repetir", async (RunActs acts, [FromForm] Guid execucao, CancellationToken cancellationToken) => Said(await acts.RepeatAsync(execucao, cancellationToken)));
    }

    private static IResult Said(string word, Guid? run = null) => Results.LocalRedirect($"/admin/execucoes?feito={word}{(run is null ? "" : $"&execucao={run}")}");
}
