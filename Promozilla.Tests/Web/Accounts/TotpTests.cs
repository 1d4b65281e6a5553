using System.Text;
using Promozilla.Web.Accounts.TwoFactor;

namespace Promozilla.Tests.Web.Accounts;

public sealed class TotpTests
{
    // RFC 6238, appendix B: the secret of SHA-1; its eight digits' last six.
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void A_code_fits_its_own_step_and_the_next_one_either_way()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        const string key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Assert.Equal(Totp.StepAt(now), Totp.Match(key, " 081 804", now));
        Assert.NotNull(Totp.Match(key, "081804", now.AddSeconds(30)));
        Assert.NotNull(Totp.Match(key, "081804", now.AddSeconds(-30)));
        Assert.Null(Totp.Match(key, "081804", now.AddSeconds(61)));
        Assert.Null(Totp.Match(key, "081805", now));
        Assert.Null(Totp.Match(key, null, now));
        Assert.Null(Totp.Match("not base 32!", "081804", now));
    }
}
