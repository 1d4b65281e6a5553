using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace Promozilla.Tests.EndToEnd;

/// <summary>Somebody with a browser's cookies and no script; every answer is looked at.</summary>
internal sealed partial class Shopper : IDisposable
{
    public const string Password = "uma frase bem comprida 27";

    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public string Address { get; } = $"{Guid.NewGuid():n}@example.pt";

    public void Dispose() => http.Dispose();

    /// <summary>The whole page.</summary>
    public async Task<string> ReadAsync(string address)
    {
        using var answer = await http.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK && page.TrimEnd().EndsWith("</html>", StringComparison.Ordinal), $"{address}: {answer.StatusCode}, {page.Length} letters");
        return page;
    }

    /// <summary>Whatever the answer is.</summary>
    public Task<HttpResponseMessage> GetAsync(string address) => http.GetAsync(address);

    /// <summary>A form of a page that was read, as it stands there: done, and not by the way to the sign-in.</summary>
    public async Task PostAsync(string page, string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(page);
        Assert.True(token.Success, $"no form for {address}");
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token.Groups[1].Value)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await http.PostAsync(address, form);
        await answer.Content.ReadAsByteArrayAsync();
        Assert.True((int)answer.StatusCode < 400 && answer.Headers.Location?.ToString().Contains("/conta/entrar", StringComparison.Ordinal) is not true, $"{address}: {answer.StatusCode}");
    }

    /// <summary>An account of its own, and a session of it.</summary>
    /// <param name="form">Where the forms are read.</param>
    /// <param name="post">Where they are posted.</param>
    public async Task SignInAsync(NpgsqlDataSource database, string form, string post)
    {
        await RegisterAsync(database, form, post);
        await EnterAsync(form, post);
    }

    /// <summary>An account of its own, confirmed, without a session.</summary>
    public async Task RegisterAsync(NpgsqlDataSource database, string form, string post)
    {
        await PostAsync(await ReadAsync($"{form}/conta/registar"), $"{post}/conta/registar", ("_handler", "registar"), ("Email", Address), ("Password", Password));
        await using var confirm = database.CreateCommand($"UPDATE users SET email_confirmed = true WHERE email = '{Address}'");
        Assert.Equal(1, await confirm.ExecuteNonQueryAsync());
    }

    /// <summary>A session of its account.</summary>
    public async Task EnterAsync(string form, string post) =>
        await PostAsync(await ReadAsync($"{form}/conta/entrar"), $"{post}/conta/entrar", ("_handler", "entrar"), ("Email", Address), ("Password", Password));

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*? value="([^"]+)""")]
    private static partial Regex Token();
}
