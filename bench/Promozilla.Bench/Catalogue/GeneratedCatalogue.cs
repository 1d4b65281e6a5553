using Npgsql;
using Promozilla.Data.Search;
using Promozilla.ServiceDefaults;

namespace Promozilla.Bench.Catalogue;

/// <summary>
/// Fills a database that has the schema and nothing in it with a catalogue of any size, the same for the same size: copied in as rows, then closed by the Worker's own
/// run, so that every projection stands as after a night.
/// </summary>
public static class GeneratedCatalogue
{
    public static readonly IReadOnlyList<string> Stores =
        ["loja-a", "loja-b", "loja-c", "loja-d", "loja-e", "loja-f", "loja-g", "loja-h", "loja-i", "loja-j", "loja-k", "loja-l"];

    public static async Task FillAsync(string connectionString, CatalogueSize size, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // No triggers while copying: what they would note is noted at once below.
        var quick = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Options = "-c session_replication_role=replica -c synchronous_commit=off -c maintenance_work_mem=256MB",
            Pooling = false,
            CommandTimeout = 0,
        };
        await using (var rows = new CatalogueRows(quick.ConnectionString, now))
        {
            await rows.OpenAsync(cancellationToken);
            var random = new Random(size.Products);
            for (var number = 1; number <= size.Products; number++)
            {
                await rows.AddAsync(Make(number, size, now, random), cancellationToken);
            }

            await rows.CompleteAsync(cancellationToken);
        }

        await ClosedRun.CloseAsync(connectionString, now, cancellationToken);
        await using var connection = new NpgsqlConnection(quick.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var vacuum = new NpgsqlCommand("VACUUM (ANALYZE)", connection);
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
    }

    private static GeneratedProduct Make(int number, CatalogueSize size, DateTimeOffset now, Random random)
    {
        var kind = random.Next(100) switch { < 70 => ProductKind.Game, < 76 => ProductKind.Console, _ => ProductKind.Accessory };
        var title = TitleWords.Of(kind, number, random);
        var usual = kind switch
        {
            ProductKind.Game => 20 + random.Next(55),
            ProductKind.Console => 190 + random.Next(300),
            _ => 8 + random.Next(70),
        };
        var platform = random.Next(10) switch { < 6 => Platform.Switch, < 9 => Platform.Switch2, _ => kind is ProductKind.Accessory ? Platform.Both : Platform.Switch2 };
        var format = kind is ProductKind.Game ? random.Next(20) switch { 0 => Format.DownloadCode, 1 => Format.GameKeyCard, _ => Format.Physical } : Format.Physical;
        var listings = new GeneratedListing[CatalogueSize.Offers(number)];
        for (var place = 0; place < listings.Length; place++)
        {
            var condition = place == 0 ? Condition.New : random.Next(50) switch { < 4 => Condition.Used, 4 => Condition.Refurbished, _ => Condition.New };
            var worth = condition is Condition.New ? usual * random.Next(95, 108) / 100m : usual * 0.7m;
            var story = PriceStory.Of(size.IsWhole(number) ? size.Points : 2, worth, condition, format, now, random);
            listings[place] = new GeneratedListing(Stores[((number * 7) + (place * 5)) % Stores.Count], condition, random.Next(3) == 0 ? $"{title} Nintendo Switch" : title, story);
        }

        return new GeneratedProduct(
            number, title, SearchText.Normalise(title), kind, platform, format, random.Next(3) == 0 ? null : Gtin(number), now.AddDays(-random.Next(1, 730)),
            random.Next(50) == 0 ? now.AddHours(-random.Next(1, 700)) : null, listings);
    }

    /// <summary>GS1's check digit is the thirteenth.</summary>
    private static string Gtin(int number)
    {
        var digits = $"560{number:000000000}";
        var sum = 0;
        for (var place = 0; place < 12; place++) sum += (digits[place] - '0') * (place % 2 == 0 ? 1 : 3);
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }
}

internal sealed record GeneratedProduct(
    int Number, string Title, string TitleKey, string Kind, string Platform, string Format, string? Gtin, DateTimeOffset CreatedAt, DateTimeOffset? RestockedAt,
    GeneratedListing[] Listings)
{
    public string Slug => $"{TitleKey.Replace(' ', '-')}-{Number}";
}

internal sealed record GeneratedListing(string StoreKey, string Condition, string Title, PriceStory Story);
