using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Promozilla.Data.Push;
using Promozilla.Worker.Push;

namespace Promozilla.Tests.Worker.Push;

public sealed class PushCipherTests
{
    /// <summary>RFC 8291, appendix A.</summary>
    [Fact]
    public void The_standards_own_example_comes_out_to_the_byte()
    {
        var point = From("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var ours = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
            D = From("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        });
        var sent = PushCipher.Encrypt(
            Encoding.ASCII.GetBytes("When I grow up, I want to be a watermelon"),
            From("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), From("BTBZMqHH6r4Tts7J_aSIgg"), ours,
            From("DGv6ra1nlYgDCS1FRnbzlw"));
        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(sent));
    }

    [Fact]
    public void The_browser_alone_reads_what_was_sent()
    {
        using var browser = new LocalBrowser();
        using var other = new LocalBrowser();
        var longest = new string('a', PushCipher.LongestText);
        var sent = PushCipher.Encrypt(Encoding.UTF8.GetBytes(longest), browser.PublicKey, browser.Secret);
        Assert.InRange(sent.Length, 1, 4096);
        Assert.Equal(longest, browser.Read(sent));
        Assert.ThrowsAny<CryptographicException>(() => other.Read(sent));
        Assert.NotEqual(sent, PushCipher.Encrypt(Encoding.UTF8.GetBytes(longest), browser.PublicKey, browser.Secret));
    }

    [Fact]
    public void A_private_key_of_another_tool_is_taken_as_it_is_and_any_other_secret_gives_one_key_for_ever()
    {
        var key = VapidKey.From("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        Assert.Equal("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8", key.PublicText);
        Assert.Equal(VapidKey.From("um segredo qualquer").PublicText, VapidKey.From("um segredo qualquer").PublicText);
        Assert.NotEqual(VapidKey.From("um segredo qualquer").PublicText, VapidKey.From("um segredo qualqueR").PublicText);
        foreach (var odd in (string[])["_____________________________________________", new string('_', 43), new string('A', 43)])
        {
            using var signer = VapidKey.From(odd).Signer();
            byte[] said = [1, 2, 3];
            Assert.True(signer.VerifyData(said, signer.SignData(said, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        }
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/abc", false)]
    [InlineData("https://ana:segredo@fcm.googleapis.com/abc", false)]
    [InlineData("https://10.0.0.1/abc", false)]
    [InlineData("https://[::1]/abc", false)]
    [InlineData("https://2130706433/abc", false)]
    [InlineData("https://redis/abc", false)]
    [InlineData("https://localhost/abc", false)]
    [InlineData("http://127.0.0.1:7/abc", true)]
    [InlineData("http://127.0.0.1:8/abc", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("abc", false)]
    [InlineData(null, false)]
    public void Only_what_can_be_a_push_service_is_one(string? endpoint, bool acceptable) => Assert.Equal(acceptable, PushEndpoint.IsAcceptable(endpoint, "127.0.0.1:7"));

    [Fact]
    public void Keys_that_are_no_point_of_the_curve_are_none()
    {
        using var browser = new LocalBrowser();
        Assert.True(PushEndpoint.AreKeys(browser.PublicKey, browser.Secret));
        Assert.False(PushEndpoint.AreKeys(browser.PublicKey, browser.Secret[1..]));
        Assert.False(PushEndpoint.AreKeys(browser.PublicKey[1..], browser.Secret));
        var off = browser.PublicKey;
        off[64] ^= 1;
        Assert.False(PushEndpoint.AreKeys(off, browser.Secret));
    }

    private static byte[] From(string text) => Base64Url.DecodeFromChars(text);
}
