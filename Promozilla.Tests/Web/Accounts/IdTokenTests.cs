using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Promozilla.Web.Accounts.External;

namespace Promozilla.Tests.Web.Accounts;

public sealed class IdTokenTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly LocalProvider provider = new();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public void A_good_token_tells_its_claims()
    {
        var (claims, refusal) = Read(provider.Sign(Claims()));
        Assert.Null(refusal);
        Assert.Equal("42", claims!.Value.GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData("iss", "https://other.example")]
    [InlineData("aud", "another client")]
    [InlineData("nonce", "another")]
    [InlineData("sub", "")]
    [InlineData("azp", "another client")]
    public void A_token_for_another_purpose_is_refused(string claim, string value)
    {
        var claims = Claims();
        claims[claim] = value;
        Assert.NotNull(Read(provider.Sign(claims)).Refusal);
    }

    [Fact]
    public void Several_audiences_need_to_say_that_it_is_for_us()
    {
        var claims = Claims();
        claims["aud"] = new[] { "promozilla", "another" };
        Assert.NotNull(Read(provider.Sign(claims)).Refusal);
        claims["azp"] = "promozilla";
        Assert.Null(Read(provider.Sign(claims)).Refusal);
    }

    [Fact]
    public void An_old_token_and_one_from_the_future_are_refused()
    {
        var old = Claims();
        old["exp"] = Now.AddMinutes(-5).ToUnixTimeSeconds();
        Assert.Equal("expired", Read(provider.Sign(old)).Refusal);
        var early = Claims();
        early["iat"] = Now.AddMinutes(5).ToUnixTimeSeconds();
        Assert.Equal("from the future", Read(provider.Sign(early)).Refusal);
    }

    [Fact]
    public async Task A_token_that_nobody_or_somebody_else_signed_is_refused()
    {
        await using var other = new LocalProvider();
        Assert.Equal(IdToken.UnknownKey, Read(other.Sign(Claims())).Refusal);
        var body = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(Claims()));
        Assert.Equal(IdToken.UnknownKey, Read($"{Base64Url.EncodeToString("""{"alg":"none","kid":"k1"}"""u8)}.{body}.").Refusal);
        Assert.Equal(IdToken.UnknownKey, Read($"{Base64Url.EncodeToString("""{"alg":"HS256","kid":"k1"}"""u8)}.{body}.{Base64Url.EncodeToString(Encoding.ASCII.GetBytes("seal"))}").Refusal);
        Assert.NotNull(Read("not a token").Refusal);
        Assert.NotNull(Read("a.b.c").Refusal);
    }

    private static Dictionary<string, object> Claims() => new()
    {
        ["iss"] = "https://issuer.example",
        ["aud"] = "promozilla",
        ["sub"] = "42",
        ["nonce"] = "n",
        ["iat"] = Now.ToUnixTimeSeconds(),
        ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
    };

    private (JsonElement? Claims, string? Refusal) Read(string token) =>
        IdToken.Read(token, JsonSerializer.SerializeToElement(new[] { provider.Jwk() }), "https://issuer.example", "promozilla", "n", Now);
}
