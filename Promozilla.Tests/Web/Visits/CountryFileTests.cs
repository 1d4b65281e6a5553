using System.Net;
using System.Text;
using Promozilla.Web.Visits;

namespace Promozilla.Tests.Web.Visits;

public sealed class CountryFileTests
{
    private static readonly (string Network, string Country)[] Networks =
    [
        ("::192.0.2.0/120", "PT"), ("::198.51.100.0/120", "ES"), ("::203.0.113.128/121", "FR"), ("2001:db8::/32", "DE"),
    ];

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    public void Addresses_of_both_families_are_found_whatever_the_width_of_the_records(int bits)
    {
        var file = new CountryFile(Written(bits));
        Assert.Equal("PT", file.CountryOf(IPAddress.Parse("192.0.2.77")));
        Assert.Equal("PT", file.CountryOf(IPAddress.Parse("::ffff:192.0.2.77")));
        Assert.Equal("ES", file.CountryOf(IPAddress.Parse("198.51.100.1")));
        Assert.Equal("FR", file.CountryOf(IPAddress.Parse("203.0.113.200")));
        Assert.Equal("DE", file.CountryOf(IPAddress.Parse("2001:db8:ffff::1")));
        Assert.Null(file.CountryOf(IPAddress.Parse("203.0.113.1")));
        Assert.Null(file.CountryOf(IPAddress.Parse("8.8.8.8")));
        Assert.Null(file.CountryOf(IPAddress.Parse("2001:db9::1")));
    }

    [Fact]
    public void A_damaged_file_is_refused_or_knows_nothing_and_never_runs_away()
    {
        var good = Written(24);
        var dice = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var bad = good.ToArray();
            for (var spot = 0; spot < 1 + (round % 5); spot++) bad[dice.Next(bad.Length)] = (byte)dice.Next(256);
            if (round % 7 is 0) bad = bad[..dice.Next(bad.Length)];
            try
            {
                var file = new CountryFile(bad);
                foreach (var (network, _) in Networks) file.CountryOf(IPAddress.Parse(network.Split('/')[0]));
                file.CountryOf(IPAddress.Parse("192.0.2.77"));
            }
            catch (InvalidDataException)
            {
                // As it should.
            }
        }

        Assert.Throws<InvalidDataException>(() => new CountryFile([]));
        Assert.Throws<InvalidDataException>(() => new CountryFile(new byte[1000]));
    }

    /// <summary>Written by hand after the format's description: a tree of IPv6 bits, values of which the names are shared by pointers, and the metadata.</summary>
    internal static byte[] Written(int bits)
    {
        var values = new List<byte>();
        var shared = values.Count;
        Text(values, "country");
        var nodes = new List<int[]> { new[] { -1, -1 } };
        foreach (var (network, country) in Networks)
        {
            var value = values.Count;
            values.Add(0xE1);
            values.AddRange([0x20, (byte)shared]);
            values.Add(0xE2);
            Text(values, "geoname_id");
            values.AddRange([0xC3, 1, 2, 3]);
            Text(values, "iso_code");
            Text(values, country);
            var (address, length) = (IPAddress.Parse(network.Split('/')[0]).GetAddressBytes(), int.Parse(network.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
            var node = 0;
            for (var bit = 0; bit < length; bit++)
            {
                var side = (address[bit / 8] >> (7 - (bit % 8))) & 1;
                if (bit == length - 1)
                {
                    // Below minus one: a value.
                    nodes[node][side] = -2 - value;
                }
                else
                {
                    if (nodes[node][side] < 0)
                    {
                        nodes[node][side] = nodes.Count;
                        nodes.Add([-1, -1]);
                    }

                    node = nodes[node][side];
                }
            }
        }

        var file = new List<byte>();
        foreach (var node in nodes)
        {
            var (left, right) = (Record(node[0]), Record(node[1]));
            file.AddRange(bits switch
            {
                24 => [.. Big(left)[1..], .. Big(right)[1..]],
                28 => [.. Big(left)[1..], (byte)((Big(left)[0] << 4) | Big(right)[0]), .. Big(right)[1..]],
                _ => [.. Big(left), .. Big(right)],
            });
        }

        file.AddRange(new byte[16]);
        file.AddRange(values);
        file.AddRange([0xab, 0xcd, 0xef, .. "MaxMind.com"u8]);
        file.Add(0xE5);
        Number(file, "node_count", nodes.Count);
        Number(file, "record_size", bits);
        Number(file, "ip_version", 6);
        Number(file, "binary_format_major_version", 2);
        Text(file, "database_type");
        Text(file, new string('x', 40));
        return [.. file];

        int Record(int side) => side is -1 ? nodes.Count : side < -1 ? nodes.Count + 16 + (-2 - side) : side;
    }

    private static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private static void Text(List<byte> to, string text)
    {
        if (text.Length < 29) to.Add((byte)(0x40 | text.Length));
        else to.AddRange([0x5D, (byte)(text.Length - 29)]);
        to.AddRange(Encoding.UTF8.GetBytes(text));
    }

    private static void Number(List<byte> to, string name, int number)
    {
        Text(to, name);
        to.Add(0xC4);
        to.AddRange(Big(number));
    }
}
