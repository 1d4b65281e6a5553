using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Data;
using Promozilla.Data.Search;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;
using Xunit.Abstractions;

namespace Promozilla.Tests.Web.Search;

[Trait("needs", "postgres")]
public sealed class FindingTests(SearchFixture shop, ITestOutputHelper output) : IClassFixture<SearchFixture>
{
    private const double Wanted = 0.95;

    [Fact]
    public async Task What_shoppers_type_leads_to_what_they_mean_within_the_first_three()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "Promozilla.Tests", "Web", "Search", "labelled.txt"));
        var labelled = lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.True(labelled.Count >= 300, $"{labelled.Count} labelled questions");
        var missed = new List<string>();
        var times = new List<double>();
        foreach (var label in labelled)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await shop.Query.FindAsync(label[0], CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var first = await shop.Query.RowsAsync([.. answer.Hits.Take(3).Select(hit => hit.Id)], CancellationToken.None);
            if (!first.Any(row => IsMeant(row, label)))
            {
                missed.Add($"{label[0]} -> {string.Join(" / ", first.Select(row => $"{row.Title} ({row.Platform})"))} [{answer.Question.Describe()}]");
            }
        }

        times.Sort();
        output.WriteLine($"{labelled.Count - missed.Count} of {labelled.Count} found; median {times[times.Count / 2]:F1} ms, p95 {times[times.Count * 95 / 100]:F1} ms");
        missed.ForEach(output.WriteLine);
        Assert.True(missed.Count <= labelled.Count * (1 - Wanted), string.Join('\n', missed));
    }

    [Fact]
    public async Task A_number_on_a_box_leads_to_what_is_in_it_however_it_is_written()
    {
        await using var db = shop.CreateContext();
        foreach (var box in await db.ProductGtins.AsNoTracking().Where(row => EF.Functions.Like(row.Gtin, "0%")).OrderBy(row => row.Gtin).Take(20).ToListAsync())
        {
            foreach (var typed in new[] { box.Gtin, $"0{box.Gtin}", $"{box.Gtin[..1]} {box.Gtin[1..7]} {box.Gtin[7..]}", box.Gtin[1..] })
            {
                var answer = await shop.Query.FindAsync(typed, CancellationToken.None);
                Assert.Contains(box.ProductId, answer.Hits.Select(hit => hit.Id));
                Assert.Equal(Closeness.Number, answer.Closeness);
            }
        }
    }

    [Fact]
    public async Task A_number_that_a_store_gives_leads_to_what_it_sells_under_it()
    {
        await using var db = shop.CreateContext();
        var listing = await db.Listings.AsNoTracking().Where(row => row.ItemId.Length > 4).OrderBy(row => row.Id).FirstAsync();
        var answer = await shop.Query.FindAsync(listing.ItemId, CancellationToken.None);
        Assert.Contains(listing.ProductId!.Value, answer.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task A_misspelt_question_says_what_was_looked_for()
    {
        var answer = await shop.Query.FindAsync("pokemon lengeds", CancellationToken.None);
        Assert.Equal("pokemon legends", answer.Question.Corrected);
        Assert.Equal(Closeness.Corrected, answer.Closeness);
        Assert.Null((await shop.Query.FindAsync("pokemon legends", CancellationToken.None)).Question.Corrected);
    }

    [Theory]
    [InlineData("' & | ! :* <-> ( )")]
    [InlineData("%_\\")]
    [InlineData("';DROP TABLE products;--")]
    [InlineData("\U0001F996")]
    [InlineData("ゼルダ")]
    [InlineData("qwxzkj vvvbbb")]
    public async Task Nothing_that_is_typed_breaks_it(string typed)
    {
        var answer = await shop.Query.FindAsync(typed, CancellationToken.None);
        Assert.NotNull(answer);
        await using var db = shop.CreateContext();
        Assert.True(await db.Products.AnyAsync());
    }

    [Fact]
    public async Task Only_what_changed_is_written_anew()
    {
        await using var db = shop.CreateContext();
        await db.Database.OpenConnectionAsync();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        Assert.Equal(0, await SearchDocuments.RefreshAsync(connection, CancellationToken.None));
        var product = await db.Products.FirstAsync(row => row.Title == "Balatro");
        product.Title = "Balatro: Quatrocentos Curingas";
        await db.SaveChangesAsync();
        Assert.Equal(1, await SearchDocuments.RefreshAsync(connection, CancellationToken.None));
        await shop.Query.RefreshAsync(market: null, CancellationToken.None);
        var answer = await shop.Query.FindAsync("quatrocemtos", CancellationToken.None);
        Assert.Equal(product.Id, answer.Hits[0].Id);
        product.Title = "Balatro";
        await db.SaveChangesAsync();
        await SearchDocuments.RefreshAsync(connection, CancellationToken.None);
        await shop.Query.RefreshAsync(market: null, CancellationToken.None);
    }

    [Fact]
    public Task Of_a_word_that_too_many_products_have_the_most_sought_after_are_weighed() =>
        // The last one lies behind all that the database would come to first.
        WithAsync(
            $"""
            WITH made AS (
                INSERT INTO products (slug, title, title_key, kind, platform, edition, format, created_at, offer_count, in_stock, updated_at)
                SELECT 'bolor-' || number, 'Bolor ' || lpad(number::text, 3, '0'), 'bolor ' || lpad(number::text, 3, '0'), 'accessory', 'switch', '', 'physical', now(), 1, true, now() FROM generate_series(1, 700) number
                RETURNING id, title_key
            ), word AS (
                INSERT INTO search_words (word, written, titles) VALUES ('bolor', 'bolor', 700)
            ), facets AS (
                INSERT INTO product_facets (product_id, store_keys, popularity) SELECT id, ARRAY[]::text[], CASE title_key WHEN 'bolor 700' THEN 40 ELSE 1 END FROM made
            )
            INSERT INTO product_searches (product_id, title, document, source) SELECT id, title_key, to_tsvector('simple', title_key), '' FROM made ORDER BY id
            """,
            ["bolor"],
            async () =>
            {
                var answer = await shop.Query.FindAsync("bolor", CancellationToken.None);
                Assert.Equal("bolor 700", answer.Hits[0].Item.Title);
            });

    [Fact]
    public Task A_beginning_is_found_where_only_a_store_writes_the_word_though_titles_have_others_that_begin_so() =>
        WithAsync(
            $"""
            WITH made AS (
                INSERT INTO products (slug, title, title_key, kind, platform, edition, format, created_at, offer_count, in_stock, updated_at)
                SELECT 'bolor-' || title, title, lower(title), 'game', 'switch', '', 'physical', now(), 1, true, now() FROM unnest(ARRAY['Zarolho', 'Bolacha']) title
                RETURNING id, title_key
            ), words AS (
                INSERT INTO search_words (word, written, titles) VALUES ('zarolho', 'zarolho', 1), ('bolacha', 'bolacha', 1)
            ), facets AS (
                INSERT INTO product_facets (product_id, store_keys, popularity) SELECT id, ARRAY[]::text[], 1 FROM made
            )
            INSERT INTO product_searches (product_id, title, document, source)
            SELECT id, title_key, to_tsvector('simple', title_key || CASE title_key WHEN 'zarolho' THEN ' bolachudo' ELSE '' END), '' FROM made
            """,
            ["zarolho", "bolacha"],
            async () =>
            {
                var answer = await shop.Query.FindAsync("zarolho bolach", CancellationToken.None);
                Assert.Equal((Closeness.Exact, "zarolho"), (answer.Closeness, Assert.Single(answer.Hits).Item.Title));
            });

    [Fact]
    public async Task Titles_are_alike_as_the_database_says_they_are()
    {
        await using var db = shop.CreateContext();
        var titles = await db.ProductSearches.Select(row => row.Title).OrderBy(title => title).Take(80).ToListAsync();
        foreach (var asked in new[] { "mario", "the legend of zelda", "pokemon legends z a", "a", "donkey kong bananza" })
        {
            var alike = await db.Database.SqlQuery<double>($"SELECT similarity({asked}, title)::float8 AS \"Value\" FROM unnest({titles}) WITH ORDINALITY AS row(title, place) ORDER BY place").ToListAsync();
            var own = new Trigrams(asked);
            Assert.All(titles.Zip(alike), row => Assert.Equal(row.Second, own.Likeness(row.First), tolerance: 0.03));
        }
    }

    [Theory]
    [InlineData("super mario bros", "mario", true)]
    [InlineData("super mario bros", "mario bros", true)]
    [InlineData("super mario bros", "bros mario", false)]
    [InlineData("super marionete", "mario", false)]
    [InlineData("hipermario mario", "mario", true)]
    [InlineData("hipermario", "mario", false)]
    [InlineData("super mario bros", "", false)]
    public void A_title_says_words_that_stand_in_it_whole(string title, string words, bool says) => Assert.Equal(says, Question.Says(title, words));

    [Theory]
    [InlineData("zleda", "zelda", 1)]
    [InlineData("lengeds", "legends", 2)]
    [InlineData("kirby", "kirby", 0)]
    [InlineData("mario", "maria", 1)]
    [InlineData("", "abc", 3)]
    public void A_slip_of_the_finger_counts_once(string typed, string meant, int slips) => Assert.Equal(slips, Spelling.Distance(typed, meant, 4));

    [Fact]
    public void Words_too_far_apart_are_given_up_early() => Assert.Equal(3, Spelling.Distance("donkey", "zelda", 2));

    /// <summary>With products more than the shop's own, whose slugs begin with bolor, and their words.</summary>
    private async Task WithAsync(FormattableString products, string[] words, Func<Task> act)
    {
        await using var db = shop.CreateContext();
        try
        {
            await db.Database.ExecuteSqlAsync(products);
            await RefreshAsync();
            await act();
        }
        finally
        {
            await db.Products.Where(product => product.Slug.StartsWith("bolor-")).ExecuteDeleteAsync();
            await db.Set<SearchWord>().Where(row => words.Contains(row.Word)).ExecuteDeleteAsync();
            await RefreshAsync();
        }

        async Task RefreshAsync()
        {
            await shop.Shelves.RefreshAsync(market: null, CancellationToken.None);
            await shop.Query.RefreshAsync(market: null, CancellationToken.None);
        }
    }

    private static bool IsMeant(ProductRow row, string[] label) =>
        label[1].Split(';', StringSplitOptions.TrimEntries).Any(title => row.Title.StartsWith(title, StringComparison.OrdinalIgnoreCase))
        && (label.Length < 3 || label[2] switch
        {
            ProductKind.Game or ProductKind.Console or ProductKind.Accessory => row.Kind == label[2],
            _ => row.Platform == label[2] || row.Platform == Platform.Both,
        });
}

/// <summary>The sample stores' catalogue with its search documents.</summary>
public sealed class SearchFixture : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();
    private NpgsqlDataSource? database;

    public SearchQuery Query { get; private set; } = null!;

    public ShelfQuery Shelves { get; private set; } = null!;

    public PromozillaDbContext CreateContext() => postgres.CreateContext();

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await using (var db = postgres.CreateContext())
        {
            await CatalogueSeed.FillAsync(db);
        }

        database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using (var connection = await database.OpenConnectionAsync())
        {
            await SearchDocuments.RefreshAsync(connection, CancellationToken.None);
        }

        var contexts = new PooledDbContextFactory<PromozillaDbContext>(new DbContextOptionsBuilder<PromozillaDbContext>().UseNpgsql(database).Options);
        Shelves = new ShelfQuery(database, contexts, TimeProvider.System);
        Query = new SearchQuery(database, contexts, Shelves, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
