using System.Globalization;
using System.Net;
using Promozilla.Tests.Worker;
using Promozilla.Worker.Mails;

namespace Promozilla.Tests.Plans;

/// <summary>No page, no call of the API and no message reads a big table from one end to the other: a catalogue ten times as large must not make it ten times as slow.</summary>
[Trait("needs", "servers")]
public sealed class PlanTests(ExplainedCatalogue catalogue) : IClassFixture<ExplainedCatalogue>
{
    /// <summary>What grows with the catalogue or with time; parts of a table by its beginning.</summary>
    private static readonly string[] Big =
    [
        "products", "product_keys", "product_gtins", "product_searches", "product_facets", "product_lows", "best_price_spans", "listings", "listing_sightings", "listing_gaps",
        "listing_matches", "price_observations", "price_changes", "promotions",
    ];

    /// <summary>
    /// Read whole on purpose, once in minutes and for all: the shelves and the words that the site remembers, how many parts the sitemap has, and how often a store is the
    /// cheapest of those that sell a thing.
    /// </summary>
    private static readonly string[] Remembered =
        ["FROM products product JOIN product_facets facet ON", "FROM search_words", "p.id / 20000", "cardinality(p.store_keys) > 1"];

    /// <summary>Too few rows for an index to be worth it: a small part of a big table, such as a month that has hardly begun.</summary>
    private const int Few = 500;

    public static TheoryData<string> Addresses => new(
        "/", "/jogos", "/jogos?plataforma=switch&loja=loja-a&stock=1", "/jogos?ordem=preco", "/consolas?poupanca=10", "/acessorios?ordem=recentes", "/lojas/loja-b", "/p/{slug}",
        "/p/{slug}?dias=0", "/procurar?q={words}", "/procurar?q=super", "/procurar?q={misspelt}", "/procurar?q={gtin}", "/procurar?q=a1-3", "/procurar/sugestoes?q={words}",
        "/api/v1/products", "/api/v1/products?kind=game&in_stock=true", "/api/v1/search?q={words}", "/api/v1/products/{slug}", "/api/v1/products/{slug}/offers",
        "/api/v1/products/{slug}/history", "/api/v1/promotions", "/api/v1/promotions?verdict=verified", "/api/v1/stores", "/feeds/promocoes.atom", "/feeds/lojas/loja-a.atom",
        "/feeds/p/{slug}.atom", "/feeds/procurar.atom?q={words}", "/sitemap.xml", "/sitemaps/artigos-0.xml");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_reads_no_big_table_from_end_to_end(string address)
    {
        var path = await FillInAsync(address);
        // Several times: a statement that comes again is prepared, and planned for all values at once.
        var plans = await catalogue.WhileAsync(async () =>
        {
            for (var turn = 0; turn < 8; turn++)
            {
                using var answer = await catalogue.Http.GetAsync(new Uri(path, UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        });
        AssertNoScan(plans);
    }

    [Fact]
    public async Task A_message_of_readings_reads_no_big_table_from_end_to_end()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(catalogue.ConnectionString);
        var items = (await worker.RowsAsync("SELECT item_id, price FROM listings WHERE store_key = 'loja-c' ORDER BY id LIMIT 150"))
            .Select((row, place) => Nights.Item((string)row[0]!, (decimal)row[1]! - (place % 2))).ToArray();
        var nights = new Nights(worker, "loja-c");
        var at = worker.Clock.GetUtcNow();
        var run = await nights.OpenAsync(at);
        var plans = await catalogue.WhileAsync(async () =>
        {
            for (var part = 1; part <= 8; part++) await worker.HandleAsync(nights.Message(run, at, part, items));
        });
        Assert.Contains(plans, plan => plan.Query.Contains("listing_sightings", StringComparison.Ordinal));
        AssertNoScan(plans);
    }

    [Fact]
    public async Task Looking_for_a_mail_to_send_reads_no_big_table_from_end_to_end()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(catalogue.ConnectionString);
        var plans = await catalogue.WhileAsync(async () =>
        {
            for (var turn = 0; turn < 8; turn++) await worker.Get<Outbox>().TakeAsync(CancellationToken.None);
        });
        Assert.NotEmpty(plans);
        AssertNoScan(plans);
    }

    [Fact]
    public async Task A_lost_index_is_noticed()
    {
        await catalogue.ExecuteAsync("ALTER INDEX ix_listings_product_id RENAME TO kept; UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'kept'::regclass");
        try
        {
            await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => A_page_reads_no_big_table_from_end_to_end("/api/v1/products/{slug}/offers"));
        }
        finally
        {
            await catalogue.ExecuteAsync("UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'kept'::regclass; ALTER INDEX kept RENAME TO ix_listings_product_id");
        }
    }

    private static void AssertNoScan(List<SeenPlan> plans)
    {
        var scans = plans.Where(plan => !Remembered.Any(known => plan.Query.Contains(known, StringComparison.Ordinal)))
            .SelectMany(plan => plan.Scans.Where(scan => scan.Rows > Few && Big.Any(table => scan.Table == table || (table is "price_observations" && scan.Table.StartsWith(table, StringComparison.Ordinal))))
                .Select(scan => string.Create(CultureInfo.InvariantCulture, $"{scan.Table} ({scan.Rows:0} rows): {plan.Query}")))
            .Distinct().ToList();
        Assert.True(scans.Count is 0, string.Join("\n\n", scans));
    }

    private async Task<string> FillInAsync(string address)
    {
        foreach (var (name, sql) in new[]
        {
            ("{slug}", "SELECT slug FROM products WHERE offer_count >= 8 ORDER BY id LIMIT 1"),
            ("{words}", "SELECT replace(title_key, ' ', '+') FROM products WHERE kind = 'game' AND title_key ~ '^[a-z]+ [a-z]+ [a-z]+$' ORDER BY id LIMIT 1"),
            ("{misspelt}", "SELECT 'xx' || replace(title_key, ' ', '+') FROM products WHERE kind = 'game' AND title_key ~ '^[a-z]+ [a-z]+ [a-z]+$' ORDER BY id LIMIT 1"),
            ("{gtin}", "SELECT gtin FROM product_gtins ORDER BY gtin LIMIT 1"),
        })
        {
            if (address.Contains(name, StringComparison.Ordinal)) address = address.Replace(name, await catalogue.ValueAsync(sql), StringComparison.Ordinal);
        }

        return address;
    }
}
