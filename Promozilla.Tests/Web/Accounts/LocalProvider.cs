using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>
/// A provider to sign in with, on this machine: OpenID Connect by discovery, and plain OAuth 2.0 in GitHub's shape. It insists on what a real
/// one does (secret, PKCE, return address, a code once) and says of its one person what a test wants.
/// </summary>
internal sealed class LocalProvider : IAsyncDisposable
{
    public const string Client = "promozilla";
    public const string Secret = "segredo-do-cliente";

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA otherKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Return)> codes = new();
    private WebApplication? app;

    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Take()}");

    public string Subject { get; set; } = "1";

    public string? Email { get; set; }

    public bool Verified { get; set; } = true;

    /// <summary>nonce, audience or signature: what is wrong with the ID token.</summary>
    public string? Fault { get; set; }

    public Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add(Address);
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, string>
        {
            ["issuer"] = Address,
            ["authorization_endpoint"] = $"{Address}/authorize",
            ["token_endpoint"] = $"{Address}/token",
            ["jwks_uri"] = $"{Address}/keys",
            ["userinfo_endpoint"] = $"{Address}/userinfo",
        });
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { Jwk() } }));
        app.MapGet("/authorize", (HttpRequest request) => Authorize(request.Query));
        app.MapPost("/token", async (HttpRequest request) => Token(await request.ReadFormAsync()));
        app.MapGet("/userinfo", () => Results.Json(new { sub = Subject, email = Email, email_verified = Verified }));
        app.MapGet("/user", () => Results.Json(new { id = int.Parse(Subject, CultureInfo.InvariantCulture), login = "ana", email = (string?)null }));
        app.MapGet("/user/emails", () => Results.Json(new object[] { new { email = "outra@example.pt", primary = false, verified = true }, new { email = Email, primary = true, verified = Verified } }));
        return app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        key.Dispose();
        otherKey.Dispose();
    }

    public string Sign(object claims, RSA? by = null)
    {
        var head = Part(new { alg = "RS256", kid = "k1", typ = "JWT" });
        var body = Part(claims);
        var seal = (by ?? key).SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{body}.{Base64Url.EncodeToString(seal)}";
    }

    public object Jwk()
    {
        var parts = key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = "k1", alg = "RS256", n = Base64Url.EncodeToString(parts.Modulus), e = Base64Url.EncodeToString(parts.Exponent) };
    }

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private IResult Authorize(IQueryCollection asked)
    {
        if (asked["client_id"] != Client || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256" || string.IsNullOrEmpty(asked["state"]))
        {
            return Results.BadRequest("what is asked is not a code with PKCE and state");
        }

        var code = Guid.NewGuid().ToString("n");
        codes[code] = (asked["code_challenge"].ToString(), asked["nonce"].ToString(), asked["redirect_uri"].ToString());
        return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"].ToString())}");
    }

    private IResult Token(IFormCollection form)
    {
        var verifier = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["client_id"] != Client || form["client_secret"] != Secret || !codes.TryRemove(form["code"].ToString(), out var asked)
            || asked.Challenge != verifier || asked.Return != form["redirect_uri"])
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var token = Sign(
            new
            {
                iss = Address,
                aud = Fault is "audience" ? "somebody else" : Client,
                sub = Subject,
                email = Email,
                email_verified = Verified,
                nonce = Fault is "nonce" ? "another" : asked.Nonce,
                iat = now,
                exp = now + 300,
            },
            Fault is "signature" ? otherKey : key);
        return Results.Json(new { access_token = "a", token_type = "Bearer", id_token = token });
    }
}
