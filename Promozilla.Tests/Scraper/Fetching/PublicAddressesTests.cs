using System.Net;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Fetching;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.20.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("2001:0:7f00:1::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff:1::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("203.0.113.1")]
    [InlineData("255.255.255.255")]
    public void A_private_address_is_never_reached(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:2800:220:1::1")]
    [InlineData("2a00:1450:4003::200e")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("198.20.0.1")]
    [InlineData("100.128.0.1")]
    public void A_public_address_is(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
}
