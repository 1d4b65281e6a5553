using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Accounts.External;

/// <summary>
/// The code flow with PKCE, on the framework's OAuth handler (state, correlation cookie, code exchange), and what OpenID Connect has on top:
/// discovery, nonce, a checked ID token. What comes out is a subject, an address, and whether the provider vouches for the address.
/// </summary>
internal sealed class ExternalHandler(IOptionsMonitor<ExternalOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<ExternalOptions>(options, logger, encoder)
{
    public const string EmailVerified = "email_verified";
    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await DiscoverAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await DiscoverAsync();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        if (Options.Authority is null)
        {
            return base.BuildChallengeUrl(properties, redirectUri);
        }

        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        properties.Items[Nonce] = nonce;
        return $"{base.BuildChallengeUrl(properties, redirectUri)}&nonce={nonce}";
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var person = Options.Authority is null
            ? await PersonOfOAuthAsync(tokens.AccessToken!)
            : await PersonOfOidcAsync(tokens, properties.Items.TryGetValue(Nonce, out var nonce) ? nonce : null);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Subject));
        if (person.Email is { } email)
        {
            identity.AddClaim(new Claim(ClaimTypes.Email, email));
            identity.AddClaim(new Claim(EmailVerified, person.IsVerified ? "true" : "false"));
        }

        // Nothing more is asked of the provider later: its tokens are not kept.
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<OidcIssuer.Known?> DiscoverAsync(bool again = false)
    {
        if (Options.Authority is not { } authority)
        {
            return null;
        }

        Options.Issuer ??= new OidcIssuer(authority, Backchannel, TimeProvider);
        var known = await Options.Issuer.ReadAsync(Context.RequestAborted, again);
        Options.AuthorizationEndpoint = known.Document.AuthorizationEndpoint;
        Options.TokenEndpoint = known.Document.TokenEndpoint;
        return known;
    }

    private async Task<Person> PersonOfOidcAsync(OAuthTokenResponse tokens, string? nonce)
    {
        var known = (await DiscoverAsync())!;
        var token = tokens.Response is { } answer ? IdToken.Text(answer.RootElement, "id_token") : null;
        var (claims, refusal) = Read(known);
        if (refusal == IdToken.UnknownKey)
        {
            (claims, refusal) = Read((await DiscoverAsync(again: true))!);
        }

        if (claims is not { } told)
        {
            throw new AuthenticationFailureException($"The ID token of {Scheme.Name} is refused: {refusal}.");
        }

        var subject = IdToken.Text(told, "sub")!;
        if (IdToken.Text(told, "email") is null && known.Document.UserinfoEndpoint is { } endpoint)
        {
            var more = await AskAsync(endpoint, tokens.AccessToken!);
            told = IdToken.Text(more, "sub") == subject ? more : throw new AuthenticationFailureException($"{Scheme.Name} told of another person.");
        }

        return new Person(subject, IdToken.Text(told, "email"), IsTrue(told, EmailVerified));

        (JsonElement? Claims, string? Refusal) Read(OidcIssuer.Known issuer) =>
            IdToken.Read(token ?? "", issuer.Keys, issuer.Document.Issuer, Options.ClientId, nonce ?? "none asked", TimeProvider.GetUtcNow());
    }

    private async Task<Person> PersonOfOAuthAsync(string accessToken)
    {
        var user = await AskAsync(Options.UserInformationEndpoint, accessToken);
        var subject = user.TryGetProperty(Options.IdField, out var id) ? id.ToString() : "";
        if (subject.Length is 0)
        {
            throw new AuthenticationFailureException($"{Scheme.Name} told no {Options.IdField}.");
        }

        if (Options.EmailsEndpoint is null)
        {
            return new Person(subject, IdToken.Text(user, "email"), IsTrue(user, EmailVerified));
        }

        var emails = (await AskAsync(Options.EmailsEndpoint, accessToken)).EnumerateArray().Where(one => IsTrue(one, "verified")).ToList();
        var first = emails.OrderByDescending(one => IsTrue(one, "primary")).Select(one => IdToken.Text(one, "email")).FirstOrDefault();
        return new Person(subject, first, first is not null);
    }

    private async Task<JsonElement> AskAsync(string endpoint, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Promozilla", null));
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(Context.RequestAborted)
            : throw new AuthenticationFailureException($"{endpoint} answered {(int)answer.StatusCode}.");
    }

    /// <summary>Some providers write their booleans as text.</summary>
    private static bool IsTrue(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.True || (value.ValueKind is JsonValueKind.String && value.GetString() is "true"));

    private sealed record Person(string Subject, string? Email, bool IsVerified);
}
