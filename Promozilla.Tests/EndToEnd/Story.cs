using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;
using Promozilla.Tests.AppHost;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>
/// What the product exists for, on a running topology: somebody registers, confirms by the mail, wishes for a product; a night passes, its
/// price falls; one mail comes, and its link opens the product with that price.
/// </summary>
internal sealed partial class Story(RunningAppHost host, Action<string> say) : IAsyncDisposable
{
    private const string Password = "uma frase bem comprida 27";
    private readonly HttpClient http = new();
    private readonly string address = $"ana.{Guid.NewGuid():N}@example.pt";
    private NpgsqlDataSource database = null!;

    public async Task<StoryFigures> LiveAsync()
    {
        var watch = Stopwatch.StartNew();
        await host.ReadyAsync(seconds: 420);
        database = NpgsqlDataSource.Create(host.Resource("promozilladb").ConnectionString!);
        say($"ready after {watch.Elapsed.TotalSeconds:0} s");

        var wish = await ChooseAsync();
        say($"wishing for {wish.Slug}: {wish.Before} tonight, {wish.After} tomorrow at {wish.Store}");
        var browser = await Chromium.Browser;
        await using var context = await browser.NewContextAsync(new() { Locale = "pt-PT", BaseURL = host.Address("web") });
        var page = await context.NewPageAsync();
        await RegisterAsync(page);
        await WishAsync(page, wish);
        say("registered, confirmed, wished");

        await http.PutAsJsonAsync($"{host.Address("samples")}/_control/today", new { date = wish.Tomorrow });
        await PassNightAsync();
        var mail = await DigestAsync();
        Assert.Contains(Euro(wish.After), Folded(mail.Text), StringComparison.Ordinal);
        say($"mail: {mail.Subject}");

        var link = ProductLink().Match(mail.Html);
        Assert.True(link.Success, $"no product link in:\n{mail.Html}");
        await page.GotoAsync(WebUtility.HtmlDecode(link.Groups[1].Value));
        Assert.EndsWith($"/p/{wish.Slug}", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.Contains(Euro(wish.After), Folded(await page.Locator("main").InnerTextAsync()), StringComparison.Ordinal);

        // The same prices once more: the episode is told, nobody hears of it again.
        await PassNightAsync();
        await Eventually.AssertAsync(async () => Assert.Equal(0L, await CountAsync("SELECT count(*) FROM outgoing_mails WHERE status IN ('pending', 'sending')")));
        Assert.Single(await MailsAsync(), one => one.Headers.ContainsKey("list-unsubscribe"));

        return new StoryFigures(
            await CountAsync("SELECT count(*) FROM listings"),
            await CountAsync("SELECT count(*) FROM price_observations"),
            await CountAsync("SELECT count(*) FROM promotions"),
            await CountAsync("SELECT count(*) FROM outgoing_mails WHERE status = 'sent'"),
            watch.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (database is not null) await database.DisposeAsync();
    }

    /// <summary>A new product whose price truly falls tomorrow, under what any store takes for it today.</summary>
    private async Task<Wish> ChooseAsync()
    {
        var samples = host.Address("samples");
        var today = await http.GetFromJsonAsync<Today>($"{samples}/_control/today");
        var tomorrow = today!.Date.AddDays(1);
        var falls = await http.GetFromJsonAsync<Fall[]>($"{samples}/_control/falls?date={tomorrow:yyyy-MM-dd}");
        foreach (var fall in falls!.Where(one => one is { True: true, Condition: "new", Availability: "in_stock", Percent: >= 10 and <= 35 }))
        {
            await using var command = database.CreateCommand(
                """
                SELECT product.slug FROM listings listing JOIN products product ON product.id = listing.product_id
                WHERE listing.store_key = $1 AND listing.item_id = $2 AND listing.price = $3 AND product.best_price > $4
                """);
            command.Parameters.AddWithValue(fall.Store);
            command.Parameters.AddWithValue(fall.ItemId);
            command.Parameters.AddWithValue(fall.Before);
            command.Parameters.AddWithValue(fall.After);
            if (await command.ExecuteScalarAsync() is string slug && falls!.Count(other => other.Gtin == fall.Gtin) == 1)
            {
                return new Wish(slug, fall.Store, fall.Before, fall.After, tomorrow);
            }
        }

        throw new InvalidOperationException($"None of {falls!.Length} falls of {tomorrow} is a product's best price.");
    }

    private async Task RegisterAsync(IPage page)
    {
        await page.GotoAsync("/conta/registar");
        await SubmitAsync(page);
        var confirm = await MailAsync(mail => mail.Html.Contains("/conta/confirmar", StringComparison.Ordinal));
        await page.GotoAsync(WebUtility.HtmlDecode(ConfirmLink().Match(confirm.Html).Groups[1].Value));
        await page.AndNavigateAsync(() => page.Locator("main form button[type=submit]").ClickAsync());
        await page.GotoAsync("/conta/entrar");
        await SubmitAsync(page);
    }

    private async Task SubmitAsync(IPage page)
    {
        var form = page.Locator("main form").Filter(new() { Has = page.Locator("input[type=password]") });
        await form.Locator("input[type=email]").FillAsync(address);
        foreach (var field in await form.Locator("input[type=password]").AllAsync()) await field.FillAsync(Password);
        await page.AndNavigateAsync(() => form.Locator("button[type=submit]").ClickAsync());
    }

    private async Task WishAsync(IPage page, Wish wish)
    {
        await page.GotoAsync($"/p/{wish.Slug}");
        await page.AndNavigateAsync(() => page.Locator("form[action='/lista/juntar'] button").First.ClickAsync());
        Assert.Equal(1L, await CountAsync("SELECT count(*) FROM wishlist_items"));
    }

    /// <summary>Asks for a run, as an operator does, and waits until it is closed.</summary>
    private async Task PassNightAsync()
    {
        var run = Guid.CreateVersion7();
        await using (var ask = database.CreateCommand("INSERT INTO scrape_runs (id, requested_at, origin, status) VALUES ($1, now(), 'asked', 'requested')"))
        {
            ask.Parameters.AddWithValue(run);
            await ask.ExecuteNonQueryAsync();
        }

        await Eventually.AssertAsync(async () => Assert.Equal(1L, await CountAsync($"SELECT count(*) FROM scrape_runs WHERE id = '{run}' AND status = 'closed'")), seconds: 120);
    }

    private Task<CaughtMail> DigestAsync() => MailAsync(mail => mail.Headers.ContainsKey("list-unsubscribe"));

    private async Task<CaughtMail> MailAsync(Func<CaughtMail, bool> wanted)
    {
        CaughtMail? found = null;
        await Eventually.AssertAsync(async () => Assert.NotNull(found = (await MailsAsync()).FirstOrDefault(wanted)), seconds: 60);
        return found!;
    }

    private async Task<IReadOnlyList<CaughtMail>> MailsAsync() =>
        [.. (await http.GetFromJsonAsync<CaughtMail[]>($"{host.Address("mail")}/email"))!.Where(mail => mail.To.Any(to => to.Address == address))];

    private async Task<long> CountAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string Euro(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',') + " €";

    private static string Folded(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex("""href="([^"]+/conta/confirmar[^"]+)""")]
    private static partial Regex ConfirmLink();

    [GeneratedRegex("""href="([^"]+/p/[^"]+)""")]
    private static partial Regex ProductLink();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private sealed record Wish(string Slug, string Store, decimal Before, decimal After, DateOnly Tomorrow);

    private sealed record Today(DateOnly Date);

    private sealed record Fall(
        string Store, string ItemId, string? Gtin, decimal Before, decimal After, decimal Percent, string Condition, string Availability, bool True);

    private sealed record CaughtMail(string Subject, string Text, string Html, Dictionary<string, object> Headers, CaughtAddress[] To);

    private sealed record CaughtAddress(string Address);
}

internal sealed record StoryFigures(long Listings, long Observations, long Promotions, long Mails, TimeSpan Took)
{
    public bool Whole => Listings > 0 && Observations > 0 && Promotions > 0 && Mails > 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"smoke: {Listings} listings, {Observations} observations, {Promotions} promotions, {Mails} mails in {Took.TotalSeconds:0} s");
}
