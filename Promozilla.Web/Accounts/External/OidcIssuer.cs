using System.Text.Json;
using System.Text.Json.Serialization;

namespace Promozilla.Web.Accounts.External;

/// <summary>What an issuer says of itself (OpenID Connect Discovery 1.0) and the keys that it signs with, asked again after an hour or when a key is unknown.</summary>
internal sealed class OidcIssuer(string authority, HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskAtMostEvery = TimeSpan.FromMinutes(1);
    private volatile Known? known;

    public async Task<Known> ReadAsync(CancellationToken cancellationToken, bool again = false)
    {
        if (known is { } kept && clock.GetUtcNow() - kept.At < (again ? AskAtMostEvery : Keep))
        {
            return kept;
        }

        var document = await http.GetFromJsonAsync<Document>($"{authority.TrimEnd('/')}/.well-known/openid-configuration", cancellationToken);
        if (document is null || document.Issuer.TrimEnd('/') != authority.TrimEnd('/'))
        {
            throw new InvalidOperationException($"The issuer at {authority} calls itself {document?.Issuer}.");
        }

        var keys = await http.GetFromJsonAsync<JsonElement>(document.JwksUri, cancellationToken);
        return known = new Known(document, keys.GetProperty("keys"), clock.GetUtcNow());
    }

    internal sealed record Known(Document Document, JsonElement Keys, DateTimeOffset At);

    internal sealed record Document(
        [property: JsonPropertyName("issuer")] string Issuer,
        [property: JsonPropertyName("authorization_endpoint")] string AuthorizationEndpoint,
        [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
        [property: JsonPropertyName("jwks_uri")] string JwksUri,
        [property: JsonPropertyName("userinfo_endpoint")] string? UserinfoEndpoint);
}
