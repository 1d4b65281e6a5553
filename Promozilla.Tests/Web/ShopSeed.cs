using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.Data.Search;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Lows;
using Promozilla.Worker.Promotions;
using Promozilla.Worker.Runs;

namespace Promozilla.Tests.Web;

/// <summary>A shop's worth of rows for looking at pages: four stores, 60 products, 150 days of prices, promotions with every verdict. Always the same.</summary>
public sealed class ShopSeed(PromozillaDbContext db, DateTimeOffset now, string mediaDirectory)
{
    private static readonly (string Key, string Name)[] Stores =
    [
        ("cogumelo", "Loja Cogumelo"), ("castelo", "Castelo dos Jogos"), ("ilha-pixel", "Ilha Pixel"), ("radio-estrela", "Rádio Estrela"),
    ];

    private readonly List<DeliveryRule> rules =
    [
        new() { StoreKey = "cogumelo", Since = DateOnly.FromDateTime(now.AddDays(-150).UtcDateTime), MainlandFee = 3.99m, FreeFrom = 50, AzoresFee = 7.50m, MadeiraFee = 8.50m },
        new() { StoreKey = "castelo", Since = DateOnly.FromDateTime(now.AddDays(-150).UtcDateTime), MainlandFee = 2.50m, FreeFrom = 60, AzoresFee = 6.90m },
        new() { StoreKey = "castelo", Since = DateOnly.FromDateTime(now.AddDays(-20).UtcDateTime), MainlandFee = 4.50m, FreeFrom = 60, AzoresFee = 6.90m, PickupFee = 0 },
        new() { StoreKey = "radio-estrela", Since = DateOnly.FromDateTime(now.AddDays(-150).UtcDateTime), MainlandFee = 5.99m, FreeFrom = 100, AzoresFee = 5.99m, MadeiraFee = 5.99m, PickupFee = 1.50m },
    ];

    private static readonly string[] Games =
    [
        "Mario Kart World", "The Legend of Zelda: Tears of the Kingdom", "Donkey Kong Bananza", "Super Mario Odyssey", "Metroid Prime 4: Beyond",
        "Animal Crossing: New Horizons", "Pokémon Legends: Z-A", "Splatoon 3", "Kirby Air Riders", "Xenoblade Chronicles X: Definitive Edition",
        "Super Smash Bros. Ultimate", "Luigi's Mansion 3", "Pikmin 4", "Fire Emblem Engage", "Hollow Knight: Silksong", "Stardew Valley",
        "Hades II", "Octopath Traveler 0", "Cyberpunk 2077: Ultimate Edition", "Street Fighter 6: Years 1-2 Fighters Edition", "Hogwarts Legacy",
        "Minecraft", "It Takes Two", "Paper Mario: The Thousand-Year Door", "Princess Peach: Showtime!", "Mario & Luigi: Brothership",
        "Super Mario Party Jamboree", "Professor Layton and the New World of Steam", "Dragon Quest I & II HD-2D Remake", "EA Sports FC 26",
        "Just Dance 2026", "Sonic X Shadow Generations", "Bayonetta 3", "Celeste", "Cuphead", "Ring Fit Adventure",
    ];

    private static readonly string[] Consoles =
    [
        "Consola Nintendo Switch 2", "Consola Nintendo Switch 2 + Mario Kart World", "Consola Nintendo Switch OLED Branca", "Consola Nintendo Switch OLED Néon",
        "Consola Nintendo Switch Lite Turquesa", "Consola Nintendo Switch Lite Coral", "Consola Nintendo Switch 2 + Pokémon Legends: Z-A", "Consola Nintendo Switch OLED Edição Zelda",
    ];

    private static readonly string[] Accessories =
    [
        "Nintendo Switch 2 Pro Controller", "Joy-Con 2 (Par)", "Câmara Nintendo Switch 2", "Bolsa de Transporte Switch 2", "Cartão microSD Express 256 GB", "Volante Joy-Con 2",
        "Comando sem Fios Mario", "Base de Carregamento Joy-Con", "Protetor de Ecrã em Vidro Temperado", "Auscultadores Estéreo Switch", "Joy-Con Roxo e Verde", "Adaptador LAN",
        "Bolsa Splatoon", "Comando Pro Zelda", "Película Switch Lite", "Punho de Carregamento Joy-Con 2",
    ];

    private readonly List<Listing> listings = [];
    private readonly NewsSeed newsSeed = new(now);
    private readonly List<(Listing Listing, DateTimeOffset At, decimal Price, decimal? Claimed, string Availability)> seen = [];

    public async Task FillAsync()
    {
        for (var month = now.AddDays(-160); month <= now.AddDays(31); month = month.AddDays(27))
        {
            await db.Database.ExecuteSqlAsync($"SELECT ensure_price_observations_partition({DateOnly.FromDateTime(month.UtcDateTime)})");
        }

        db.Stores.AddRange(Stores.Select(store => new Store
        {
            Key = store.Key,
            Name = store.Name,
            Definition = "{}",
            Enabled = true,
            Sample = true,
            LastGoodRunAt = now.AddHours(-5),
        }));
        db.DeliveryRules.AddRange(rules);
        var index = 0;
        foreach (var title in Games)
        {
            Add(index++, title, ProductKind.Game, index % 3 is 0 ? Platform.Switch2 : Platform.Switch, 29.99m + (index % 5 * 10));
        }

        foreach (var title in Consoles)
        {
            Add(index++, title, ProductKind.Console, title.Contains("Switch 2", StringComparison.Ordinal) ? Platform.Switch2 : Platform.Switch, 219.99m + (index % 4 * 90));
        }

        foreach (var title in Accessories)
        {
            Add(index++, title, ProductKind.Accessory, title.Contains('2', StringComparison.Ordinal) ? Platform.Switch2 : Platform.Switch, 14.99m + (index % 6 * 12));
        }

        await db.SaveChangesAsync();
        newsSeed.Add(db, Stores[1].Key);
        db.ProductLows.AddRange(listings.Select(listing => listing.Product!).Distinct().Select(product => new ProductLow
        {
            ProductId = product.Id,
            StoreKey = ProductLow.AllStores,
            Wear = Condition.New,
            Medium = Format.Physical,
            Price30 = product.BestPrice,
            Price90 = product.LowPrice,
            Price365 = product.LowPrice,
            PriceEver = product.LowPrice!.Value,
            AtEver = product.LowAt!.Value,
            WatchedSince = product.CreatedAt,
        }));
        var run = Guid.CreateVersion7(now);
        db.ListingSightings.AddRange(listings.Select(listing => new ListingSighting { ListingId = listing.Id, LastSeenAt = now.AddHours(-5), RunId = run }));
        db.PriceObservations.AddRange(seen.Select(row => new PriceObservation
        {
            ListingId = row.Listing.Id,
            At = row.At,
            Price = row.Price,
            Currency = "EUR",
            ClaimedPrice = row.Claimed,
            ClaimedKind = row.Claimed is null ? null : ClaimKind.Previous,
            Availability = row.Availability,
            RunId = run,
        }));
        db.BestPriceSpans.AddRange(listings.Where(listing => listing.Condition is Condition.New).GroupBy(listing => listing.Product!).SelectMany(Line));
        foreach (var listing in listings.Where(listing => listing.Product!.BestStoreKey == listing.StoreKey && listing.Condition is Condition.New))
        {
            listing.Product!.BestListingId = listing.Id;
        }

        await db.SaveChangesAsync();
        await db.Database.OpenConnectionAsync();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await SearchDocuments.RefreshAsync(connection, CancellationToken.None);
        await ClaimFairness.RewriteAsync(new ClosingRun(connection, run, RunOrigins.Nightly, Market: null, now, now), CancellationToken.None);
    }

    private void Add(int index, string title, string kind, string platform, decimal price)
    {
        var story = index % 6;
        var product = new Product
        {
            Slug = Slug(title),
            Title = title,
            TitleKey = Slug(title).Replace('-', ' '),
            Kind = kind,
            Platform = platform,
            Format = kind is ProductKind.Game && index % 11 is 7 ? Format.GameKeyCard : Format.Physical,
            CreatedAt = now.AddDays(story is 5 ? -10 : -150),
            UpdatedAt = now,
            RestockedAt = story is 4 ? now.AddHours(-20) : null,
        };
        if (index % 5 is not 4)
        {
            (product.ImageHash, product.ImageType) = (SeedPicture.Write(mediaDirectory, index), "image/png");
        }

        db.Products.Add(product);
        var first = AddListing(product, Stores[index % 4].Key);
        var told = Tell(first, story, price);
        for (var other = 1; other <= index % 4; other++)
        {
            var listing = AddListing(product, Stores[(index + other) % 4].Key);
            Observe(listing, product.CreatedAt, price + 5, Availability.InStock);
            Observe(listing, now.AddDays(-40 + index % 20), price + 3 + other, other is 3 ? Availability.OutOfStock : Availability.InStock);
        }

        if (index % 7 is 2)
        {
            var used = AddListing(product, Stores[(index + 3) % 4].Key, Condition.Used);
            Observe(used, now.AddDays(-60), decimal.Round(price * 0.62m), Availability.InStock);
            product.BestUsedPrice = used.Price;
        }

        Project(product, told);
        newsSeed.Tell(product, listings.Where(listing => listing.Product == product), index, price);
    }

    /// <summary>What happened to the price: verified, inflated, not a discount, a quiet fall to a new low, a restock, or too new to judge.</summary>
    private Promotion? Tell(Listing listing, int story, decimal price)
    {
        var start = now.AddDays(-3 - (listing.ItemId.Length % 3));
        var since = listing.FirstSeenAt;
        Observe(listing, since, price, Availability.InStock);
        switch (story)
        {
            case 0:
                Observe(listing, now.AddDays(-110), price - 3, Availability.InStock);
                Observe(listing, now.AddDays(-95), price, Availability.InStock);
                return Promote(listing, start, decimal.Round(price * 0.7m, 2), price, price, Verdicts.Verified);
            case 1:
                return Promote(listing, start, decimal.Round(price * 0.85m, 2), price, decimal.Round(price * 1.4m, 2), Verdicts.Inflated);
            case 2:
                Observe(listing, now.AddDays(-22), decimal.Round(price * 0.8m, 2), Availability.InStock);
                Observe(listing, now.AddDays(-12), price, Availability.InStock);
                return Promote(listing, start, decimal.Round(price * 0.8m, 2), decimal.Round(price * 0.8m, 2), price, Verdicts.NotADiscount);
            case 3:
                return Promote(listing, start, decimal.Round(price * 0.8m, 2), price, null, Verdicts.Verified);
            case 4:
                Observe(listing, now.AddDays(-30), price, Availability.OutOfStock);
                Observe(listing, now.AddHours(-20), price, Availability.InStock);
                return null;
            default:
                return Promote(listing, start, price - 5, null, price, Verdicts.NoData);
        }
    }

    private Promotion Promote(Listing listing, DateTimeOffset start, decimal price, decimal? reference, decimal? claimed, string verdict)
    {
        var before = listing.Price;
        Observe(listing, start, price, Availability.InStock, claimed);
        var promotion = new Promotion
        {
            Id = Guid.CreateVersion7(start),
            Listing = listing,
            StartedAt = start,
            Price = price,
            PriceBefore = before,
            Reference = reference,
            ReferenceAt = reference is null ? null : start.AddDays(-9),
            ClaimedPrice = claimed,
            ClaimedKind = claimed is null ? null : ClaimKind.Previous,
            RealPercent = reference is > 0 ? decimal.Round((reference.Value - price) / reference.Value * 100, 1) : null,
            ClaimedPercent = claimed is > 0 ? decimal.Round((claimed.Value - price) / claimed.Value * 100, 1) : null,
            Verdict = verdict,
            StepPrice = price,
        };
        db.Promotions.Add(promotion);
        return promotion;
    }

    private Listing AddListing(Product product, string store, string condition = Condition.New)
    {
        var listing = new Listing
        {
            StoreKey = store,
            ItemId = $"{condition}-{product.Slug}",
            Url = $"https://{store}.example/{product.Slug}",
            Title = product.Title,
            DisplayTitle = product.Title,
            TitleKey = product.TitleKey,
            Kind = product.Kind,
            Platform = product.Platform,
            Format = product.Format,
            Condition = condition,
            Availability = Availability.InStock,
            Currency = "EUR",
            Product = product,
            FirstSeenAt = product.CreatedAt,
        };
        db.Listings.Add(listing);
        listings.Add(listing);
        return listing;
    }

    private void Observe(Listing listing, DateTimeOffset at, decimal price, string availability, decimal? claimed = null)
    {
        (listing.Price, listing.PriceSince, listing.ClaimedPrice, listing.Availability) = (price, at, claimed, availability);
        seen.Add((listing, at, price, claimed, availability));
    }

    private void Project(Product product, Promotion? promotion)
    {
        var offers = listings.Where(listing => listing.Product == product && listing.Condition is Condition.New).ToList();
        product.PriceLine = PriceLine.Write(
            BestLine.Of(offers.SelectMany(offer => PriceSpans.Of(
                [.. seen.Where(row => row.Listing == offer).OrderBy(row => row.At).Select(row => new Sight(row.At, row.Price, row.Availability is Availability.InStock))], [])))
                .Select(span => (span.From, span.To, span.Price)), now);
        var best = offers.Where(offer => offer.Availability is Availability.InStock).MinBy(offer => offer.Price)!;
        var low = seen.Where(row => offers.Contains(row.Listing)).OrderBy(row => row.Price).ThenBy(row => row.At).First();
        (product.BestPrice, product.BestStoreKey, product.OfferCount, product.InStock) = (best.Price, best.StoreKey, offers.Count, true);
        (product.LowPrice, product.LowAt) = (low.Price, low.At);
        (product.BestTotalMainland, product.BestTotalAzores, product.BestTotalMadeira) = (Total(offers, Regions.Mainland), Total(offers, Regions.Azores), Total(offers, Regions.Madeira));
        (product.Advice, product.AdviceReason, product.AdviceConfidence) = best.Price <= low.Price
            ? (Advices.Buy, AdviceReasons.AtRecordLow, "medium")
            : (Advices.Wait, AdviceReasons.DearerThanUsual, "medium");
        product.AdviceNumbers = """{"low":39.99,"percentile":70}""";
        if (promotion is not null)
        {
            (product.PromotionId, product.PromotionPrice, product.PromotionReference) = (promotion.Id, promotion.Price, promotion.Reference);
            (product.PromotionPercent, product.PromotionVerdict, product.PromotionStartedAt) = (promotion.RealPercent, promotion.Verdict, promotion.StartedAt);
        }
    }

    private IEnumerable<BestPriceSpan> Line(IGrouping<Product, Listing> offers)
    {
        var told = seen.Where(row => offers.Contains(row.Listing)).GroupBy(row => row.Listing).SelectMany(rows => rows
            .Select((row, index) => (row.Availability, Span: new PriceSpan(row.At, rows.ElementAtOrDefault(index + 1) is { Listing: not null } next ? next.At : null, row.Price))));
        return BestLine.Of(told.Where(row => row.Availability is Availability.InStock).Select(row => row.Span))
            .Select(span => new BestPriceSpan { ProductId = offers.Key.Id, FromAt = span.From, ToAt = span.To, Price = span.Price });
    }

    private decimal? Total(IEnumerable<Listing> offers, string region) => offers.Where(offer => offer.Availability is Availability.InStock)
        .Min(offer => DeliveryTotal.Of(offer.Price!.Value, region, rules.Where(rule => rule.StoreKey == offer.StoreKey), LisbonTime.DateOf(now)));

    private static string Slug(string title)
    {
        var letters = title.Normalize(System.Text.NormalizationForm.FormD)
            .Where(letter => char.GetUnicodeCategory(letter) is not System.Globalization.UnicodeCategory.NonSpacingMark)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        return string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
