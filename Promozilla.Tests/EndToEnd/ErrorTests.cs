using System.Net;
using System.Text.RegularExpressions;
using Promozilla.Messaging.Contracts;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>The three services as processes, each with something that always throws: what the operator, Prometheus and an OpenTelemetry backend get of it, and that it ends.</summary>
[Trait("needs", "servers")]
[Collection(WholeSystem.Name)]
public sealed partial class ErrorTests(WholeSystem system, ITestOutputHelper output) : IDisposable
{
    private readonly HttpClient http = new();

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task What_always_throws_is_one_group_one_mail_a_metric_and_a_log_record_in_every_service_and_comes_back_when_it_was_resolved()
    {
        await system.ExecuteAsync("DELETE FROM error_groups");
        using var page = await http.GetAsync(system.Site + "/p/nenhum-jogo");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        foreach (var service in (string[])["worker", "scraper", "web"]) Assert.Contains("promozilla_errors_total{type=\"none\"} 0", await system.MetricsAsync(service), StringComparison.Ordinal);

        // A handler of each that always throws, and a page whose table is gone.
        await system.PublishAsync(new ListingsObserved(Guid.CreateVersion7(), "x", "x", 1, 1, TimeProvider.System.GetUtcNow(), null!));
        await system.PublishAsync(new ReadProductPage(Guid.CreateVersion7(), Guid.CreateVersion7(), "x", null!, null, "https://loja.example/?ana@example.pt"));
        await system.ExecuteAsync("ALTER TABLE product_redirects RENAME TO gone");
        for (var time = 0; time < 3; time++)
        {
            using var failed = await http.GetAsync(system.Site + "/p/nenhum-jogo?de=ana@example.pt");
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        }

        await Eventually.AssertAsync(
            async () => Assert.Equal(
                ["scraper|System.ArgumentNullException|Promozilla.Scraper.Stores.StoreDefinition.Parse|1|open", "web|Npgsql.PostgresException 42P01|3|open", "worker|System.NullReferenceException|Promozilla.Worker.Ingest.Soundness.Of|1|open"],
                await RowsAsync("SELECT concat_ws('|', service, type, CASE WHEN service <> 'web' THEN place END, count, state) FROM error_groups ORDER BY service, type")),
            seconds: 60);
        Assert.Equal(3L, await system.CountAsync("SELECT count(*) FROM error_groups WHERE last_trace_id ~ '^[0-9a-f]{32}$' AND last_release <> '' AND position('ana@' in message || stack) = 0"));
        Assert.Equal(
            ["process listings-observed", "process read-product-page"],
            await RowsAsync("SELECT doing FROM error_occurrences moment JOIN error_groups g ON g.id = group_id WHERE service <> 'web' ORDER BY doing"));
        output.WriteLine(string.Join('\n', await RowsAsync("SELECT doing FROM error_occurrences")));
        foreach (var (service, type) in ((string, string)[])[("worker", "System.NullReferenceException"), ("scraper", "System.ArgumentNullException"), ("web", "Npgsql.PostgresException 42P01")])
        {
            Assert.Contains($"promozilla_errors_total{{type=\"{type}\"}}", await system.MetricsAsync(service), StringComparison.Ordinal);
        }

        await Eventually.AssertAsync(() =>
        {
            Assert.True(system.Otlp.Has(("service.name", "worker"), ("exception.type", "System.NullReferenceException")), "worker");
            Assert.True(system.Otlp.Has(("service.name", "scraper"), ("exception.type", "System.ArgumentNullException")), "scraper");
            Assert.True(system.Otlp.Has(("service.name", "web"), ("exception.type", "Npgsql.PostgresException")), "web");
            Assert.True(system.Otlp.Mentions("exception.stacktrace") && system.Otlp.Mentions("promozilla.error.fingerprint"));
            Assert.False(system.Otlp.Mentions("ana@example.pt"));
        });
        // Each is told once, however the three fell into mails.
        await Eventually.AssertAsync(async () => Assert.Equal(3, (await ToldAsync()).Count), seconds: 60);
        Assert.Equal(3, (await ToldAsync()).Distinct().Count());
        var shown = WebUtility.HtmlDecode(await system.Admin.ReadAsync($"{system.Site}/admin/erros"));
        Assert.All((string[])["System.NullReferenceException", "System.ArgumentNullException", "Npgsql.PostgresException 42P01"], type => Assert.Contains(type, shown, StringComparison.Ordinal));

        // Mended and resolved, all is well; the next one of the same is told again at once.
        await system.ExecuteAsync("ALTER TABLE gone RENAME TO product_redirects");
        foreach (var group in (await ToldAsync()).Distinct().ToList())
        {
            await system.Admin.PostAsync(await system.Admin.ReadAsync(system.Site + group), system.Site + group, ("_handler", "ato"), ("Ato", "resolved"));
        }

        Assert.Equal(3L, await system.CountAsync("SELECT count(*) FROM error_groups WHERE state = 'resolved'"));
        using var again = await http.GetAsync(system.Site + "/p/nenhum-jogo");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await system.PublishAsync(new ReadProductPage(Guid.CreateVersion7(), Guid.CreateVersion7(), "x", null!, null, "https://loja.example/"));
        await Eventually.AssertAsync(async () => Assert.Equal(4, (await ToldAsync()).Count), seconds: 60);
        Assert.Equal(3, (await ToldAsync()).Distinct().Count());

        // The other tests of the same services find nothing of it.
        await Eventually.AssertAsync(async () => Assert.Equal(3, await system.CountAsync("SELECT count(*) FROM dead_letters WHERE settled_at IS NULL")));
        await system.ExecuteAsync("DELETE FROM dead_letters");
        await Eventually.AssertAsync(async () => Assert.DoesNotMatch("promozilla_dead_letters{queue=\"[a-z-]+\"} [1-9]", await system.MetricsAsync("worker")));
        await system.HealthyAsync();
    }

    /// <summary>The addresses of today's groups in the operator's mails, one for each telling.</summary>
    private async Task<List<string>> ToldAsync()
    {
        var groups = await RowsAsync("SELECT '/admin/erros/' || id FROM error_groups");
        return [.. (await system.MailTextsAsync()).SelectMany(text => Link().Matches(text)).Select(match => match.Value).Where(groups.Contains)];
    }

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var command = system.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    [GeneratedRegex(@"/admin/erros/\d+")]
    private static partial Regex Link();
}
