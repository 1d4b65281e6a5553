using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Npgsql;
using Promozilla.Data.Mail;
using Promozilla.Data.People;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.Name)]
public sealed class PrivacyTests(AccountSite site)
{
    [Fact]
    public async Task The_copy_holds_every_table_that_speaks_of_the_person_and_none_of_the_secrets()
    {
        var (page, id) = await PersonAsync("copia@example.pt");
        await page.GotoAsync("/conta/dados");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Descarregar os meus dados" }).ClickAsync());
        Assert.Matches("^promozilla-[0-9-]{10}\\.zip$", download.SuggestedFilename);
        using var zip = ZipFile.OpenRead((await download.PathAsync())!);
        var files = new Dictionary<string, JsonElement>();
        var all = "";
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            var text = await reader.ReadToEndAsync();
            all += text;
            if (entry.Name.EndsWith(".json", StringComparison.Ordinal)) files[entry.Name] = JsonDocument.Parse(text).RootElement;
        }

        await using var db = site.CreateContext();
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == id);
        Assert.Equal("copia@example.pt", files["users.json"][0].GetProperty("email").GetString());
        Assert.Equal("Pikmin 4", files["wishlist_items.json"][0].GetProperty("product_title").GetString());
        Assert.Equal(2, files["consents.json"].GetArrayLength());
        Assert.Equal("Natal", files["wish_lists.json"][0].GetProperty("name").GetString());

        // A copy of one's data spoils no surprise.
        Assert.DoesNotContain("wish_reservations.json", files.Keys);
        Assert.Equal("confirm", files["outgoing_mails.json"][0].GetProperty("kind").GetString());
        Assert.Equal(1, files["sessions.json"].GetArrayLength());
        var tables = await ReadAsync("SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'");
        Assert.Empty(tables.Except(files.Keys.Select(name => Path.GetFileNameWithoutExtension(name))));
        Assert.All(new[] { user.PasswordHash!, user.SecurityStamp! }, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        var code = new Uri(await site.LinkAsync("copia@example.pt", "confirm")).Query.Split("codigo=")[1].Split('&')[0];
        Assert.DoesNotContain(code, all, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Deleting_asks_again_and_leaves_nothing_of_the_person_in_any_table()
    {
        var (page, id) = await PersonAsync("apaga@example.pt");
        var (other, otherId) = await PersonAsync("fica@example.pt");
        await using (var db = site.CreateContext())
        {
            db.Suppressions.Add(new Suppression { AddressHash = AddressHash.Of("apaga@example.pt"), Reason = "bounce", CreatedAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        var found = await TracesAsync(id, "apaga@example.pt");
        Assert.Superset(new HashSet<string> { "users", "sessions", "consents", "outgoing_mails", "wishlist_items", "sign_in_failures", "user_tokens", "push_subscriptions", "wish_lists", "wish_shares", "wish_import_lines", "wish_reservations", "alerts" }, found);

        await page.GotoAsync("/conta/apagar");
        Assert.Equal("/conta/verificar", page.PathOf());
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Confirmar");
        Assert.Equal("/conta/apagar", page.PathOf());
        await page.PressAsync("Apagar tudo agora");
        Assert.Equal("Conta apagada", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(["suppressions"], await TracesAsync(id, "apaga@example.pt"));

        await page.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", page.PathOf());
        await page.SignInAsync("apaga@example.pt");
        Assert.Equal("/conta/entrar", page.PathOf());
        await other.GotoAsync("/conta");
        Assert.Equal("/conta", other.PathOf());
        Assert.Contains("wishlist_items", await TracesAsync(otherId, "fica@example.pt"));
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    [Fact]
    public async Task Every_change_of_mind_about_alerts_is_noted_with_where_and_to_which_text()
    {
        var page = await site.MemberAsync("decide@example.pt");
        await page.GotoAsync("/conta");
        await page.PressAsync("Desligar avisos");
        Assert.Equal("/conta", page.PathOf());
        await page.PressAsync("Ligar avisos");
        await using var db = site.CreateContext();
        var user = await db.Users.SingleAsync(user => user.Email == "decide@example.pt");
        using var http = new HttpClient();
        for (var time = 0; time < 2; time++)
        {
            using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
            await http.PostAsync(new Uri($"{site.Address}/u/{user.UnsubscribeToken}"), click);
        }

        var log = await db.Consents.Where(consent => consent.UserId == user.Id && consent.Kind == Consents.Alerts).OrderBy(consent => consent.At).ToListAsync();
        Assert.Equal([(true, "register"), (false, "account"), (true, "account"), (false, "one_click")], log.Select(consent => (consent.Given, consent.Source)));
        Assert.All(log, consent => Assert.Equal(Consents.TextVersion, consent.TextVersion));
        await page.GotoAsync("/conta/dados");
        Assert.Equal(5, await page.Locator("tbody tr").CountAsync());
        await page.Context.CloseAsync();
    }

    /// <summary>Somebody of whom there is something in as many tables as can be.</summary>
    private async Task<(IPage Page, Guid Id)> PersonAsync(string address)
    {
        var page = await site.OpenAsync(script: false);
        await page.RegisterAsync(site, address);
        await page.SignInAsync(address);
        await page.GotoAsync("/p/pikmin-4");
        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Juntar à lista" }).First.ClickAsync());
        await page.GotoAsync("/conta/dois-passos");
        await page.PressAsync("Ligar a verificação");
        await page.GotoAsync("/conta/palavra-passe");
        await page.FillAsync("main input[name=Current]", "uma frase que não é");
        await page.FillAsync("main input[name=Next]", "uma frase mais nova");
        await page.PressAsync("Guardar palavra-passe");
        await using var db = site.CreateContext();
        var id = await db.Users.Where(user => user.Email == address).Select(user => user.Id).SingleAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO wish_lists (id, user_id, name, created_at) VALUES (gen_random_uuid(), {id}, 'Natal', now());
            INSERT INTO wish_shares (token, user_id, created_at) VALUES (left({id}::text, 32), {id}, now());
            INSERT INTO wish_import_lines (id, user_id, position, title, wish, created_at) VALUES (gen_random_uuid(), {id}, 0, 'Pikmin', jsonb_build_object(), now());
            INSERT INTO wish_reservations (owner_id, product_id, undo_hash, reserved_at) SELECT user_id, product_id, md5({id}::text), now() FROM wishlist_items WHERE user_id = {id};
            INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, public_key, secret, device, created_at)
                SELECT gen_random_uuid(), {id}, id, 'https://push.example.com/' || {id}::text, '', '', '', now() FROM sessions WHERE user_id = {id} LIMIT 1;
            INSERT INTO alerts (id, user_id, occasion, episode_id, step, product_id, price, run_id, created_at)
                SELECT gen_random_uuid(), user_id, 'target', gen_random_uuid(), 1, product_id, 1, gen_random_uuid(), now() FROM wishlist_items WHERE user_id = {id};
            """);
        return (page, id);
    }

    /// <summary>The tables in which the person's id, address or the address's hash stands, in whatever column of whatever type.</summary>
    private async Task<HashSet<string>> TracesAsync(Guid id, string address)
    {
        var found = new HashSet<string>();
        foreach (var table in await ReadAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"))
        {
            var rows = await ReadAsync(
                $"SELECT '1' FROM \"{table}\" AS kept WHERE kept::text ILIKE ANY (ARRAY['%{id}%', '%{id:n}%', '%{address}%', '%{AddressHash.Of(address)}%']) LIMIT 1");
            if (rows.Count > 0) found.Add(table);
        }

        return found;
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var db = site.CreateContext();
        await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
