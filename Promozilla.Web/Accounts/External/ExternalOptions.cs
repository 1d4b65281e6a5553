using Microsoft.AspNetCore.Authentication.OAuth;

namespace Promozilla.Web.Accounts.External;

/// <summary>
/// One provider under Accounts:External:{name}. With Authority it is OpenID Connect and finds its own endpoints; without, it is plain OAuth 2.0
/// and AuthorizationEndpoint, TokenEndpoint and UserInformationEndpoint are set by hand (and EmailsEndpoint where addresses are listed apart, as at GitHub).
/// </summary>
public sealed class ExternalOptions : OAuthOptions
{
    public const string Section = "Accounts:External";

    /// <summary>The issuer's address, such as https://accounts.google.com.</summary>
    public string? Authority { get; set; }
    public string? DisplayName { get; set; }

    /// <summary>OAuth only: answers a list of { email, primary, verified }.</summary>
    public string? EmailsEndpoint { get; set; }

    /// <summary>OAuth only: the field of the user's answer that never changes.</summary>
    public string IdField { get; set; } = "id";

    internal OidcIssuer? Issuer { get; set; }

    public override void Validate()
    {
        // An authority's endpoints are known only once it was asked, at the first sign-in.
        if (Authority is null)
        {
            base.Validate();
        }
    }

    internal IEnumerable<string> Missing(string name)
    {
        var at = $"{Section}:{name}";
        if (string.IsNullOrEmpty(ClientId))
        {
            yield return $"Set {at}:ClientId to the id that the provider gave this site.";
        }

        if (string.IsNullOrEmpty(ClientSecret))
        {
            yield return $"Set {at}:ClientSecret to the secret that the provider gave this site.";
        }

        if (Authority is null && (string.IsNullOrEmpty(AuthorizationEndpoint) || string.IsNullOrEmpty(TokenEndpoint) || string.IsNullOrEmpty(UserInformationEndpoint)))
        {
            yield return $"Set {at}:Authority (OpenID Connect), or {at}:AuthorizationEndpoint, TokenEndpoint and UserInformationEndpoint (OAuth 2.0).";
        }

        foreach (var address in new[] { Authority, AuthorizationEndpoint, TokenEndpoint, UserInformationEndpoint, EmailsEndpoint }.Where(one => !string.IsNullOrEmpty(one)))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var parsed) || (parsed.Scheme != Uri.UriSchemeHttps && !parsed.IsLoopback))
            {
                yield return $"{at}: {address} must be an https address.";
            }
        }
    }
}
