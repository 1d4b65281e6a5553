using System.Diagnostics;
using System.Globalization;
using System.Net;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.Tests.ServiceDefaults.Errors;

public sealed class ScrubberTests
{
    private static readonly string[] Around = ["{0}", "no account for '{0}' here", "Key (email)=({0}) already exists.", "<{0}>", "\"{0}\"", "a\n   at {0}\nb", "[{0}]", "é{0},{0};x", "{0}.", "value:{0}"];

    /// <summary>Kinds of secrets, made from random bytes: what must not be left of one in any surroundings.</summary>
    private static readonly (string Kind, Func<Random, string> Make)[] Secrets =
    [
        ("mail", random => $"{Word(random)}.{Word(random)}+{random.Next(99)}@{Word(random)}.pt"),
        ("mail in an address", random => $"{Word(random)}%40{Word(random)}.com"),
        ("mail of a short host", random => $"{Word(random)}@{Word(random)}"),
        ("mail with accents", random => $"joão.{Word(random)}@{Word(random)}.example"),
        ("hex", random => Convert.ToHexString(Bytes(random, 16 + random.Next(32)))),
        ("lower hex", random => Convert.ToHexStringLower(Bytes(random, 8 + random.Next(32)))),
        ("base64", random => Convert.ToBase64String(Bytes(random, 30 + random.Next(60)))),
        ("base64url", random => System.Buffers.Text.Base64Url.EncodeToString(Bytes(random, 30 + random.Next(60)))),
        ("web token", random => string.Join('.', Enumerable.Range(0, 3).Select(_ => "eyJ" + System.Buffers.Text.Base64Url.EncodeToString(Bytes(random, 40))))),
        ("id", random => new Guid(Bytes(random, 16)).ToString()),
        ("IPv4", random => new IPAddress(Bytes(random, 4)).ToString()),
        ("IPv4 and port", random => $"{new IPAddress(Bytes(random, 4))}:{random.Next(1, 65_535)}"),
        ("IPv6", random => new IPAddress(Bytes(random, 16)).ToString()),
        ("number", random => random.NextInt64(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture)),
        ("telephone", random => $"+351 9{random.Next(10, 99)} {random.Next(100, 999)} {random.Next(100, 999)}"),
    ];

    [Fact]
    public void Nothing_of_a_secret_is_left_whatever_stands_around_it()
    {
        var random = new Random(20261121);
        foreach (var (kind, make) in Secrets)
        {
            for (var round = 0; round < 100; round++)
            {
                var secret = make(random);
                foreach (var around in Around)
                {
                    var clean = Scrubber.Clean(string.Format(CultureInfo.InvariantCulture, around, secret), 1_000);
                    // Not the whole, and no half of it either.
                    foreach (var part in (string[])[secret, secret[..(secret.Length / 2)], secret[(secret.Length / 2)..]])
                    {
                        if (part.Length > 6) Assert.False(clean.Contains(part, StringComparison.Ordinal), $"{kind}: {secret} in {around}: {clean}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("Host=db;Username=promo;Password=s3 cr,et;Database=x", "s3 cr")]
    [InlineData("localhost:6379,password=hunter2,ssl=true", "hunter2")]
    [InlineData("amqp://guest:pa/ss@broker:5672/x is unreachable", "pa/ss")]
    [InlineData("https://user:p@ss@host/path", "p@ss")]
    [InlineData("{\"password\":\"hunter2\",\"next\":1}", "hunter2")]
    [InlineData("Authorization: Bearer abc.def", "abc.def")]
    [InlineData("sent Bearer abc123", "abc123")]
    [InlineData("Cookie: .promozilla=abc; theme=dark", "abc")]
    [InlineData("GET https://promozilla.example/conta/confirm?utilizador=ana&codigo=xyz failed", "ana")]
    [InlineData("/procurar?q=o%20que%20a%20ana%20procura", "procura?")]
    [InlineData("/lista#chave=abc", "abc")]
    [InlineData("User Id=ana;", "ana")]
    [InlineData("pwd = 'x y z'", "x y z")]
    [InlineData("token: abc", "abc")]
    [InlineData("\"ana maria\"@example.pt", "maria")]
    public void What_opens_a_door_or_was_asked_is_not_left(string text, string secret) => Assert.DoesNotContain(secret, Scrubber.Clean(text, 1_000), StringComparison.Ordinal);

    [Theory]
    [InlineData("Sequence contains no elements")]
    [InlineData("Unable to resolve service for type 'Promozilla.Worker.Ingest.ListingsObservedHandler' while attempting to activate 'Promozilla.Messaging.MessageConsumer`2'.")]
    [InlineData("   at Promozilla.Worker.Runs.RunPoll.<TickAsync>d__12.MoveNext() in RunPoll.cs:line 47")]
    [InlineData("42P01: relation \"error_groups\" does not exist")]
    [InlineData("The store castelo showed 12 of 100 items on 2026-11-21 at 18:05:33")]
    [InlineData("https://promozilla.example/p/zelda-echoes-of-wisdom")]
    public void What_an_operator_needs_is_left(string text) => Assert.Equal(text, Scrubber.Clean(text, 1_000));

    [Fact]
    public void The_folders_of_the_machine_that_built_it_are_not_told() => Assert.Equal(
        "   at Promozilla.X.Y(Int32 z) in RunPoll.cs:line 47", Scrubber.Clean("   at Promozilla.X.Y(Int32 z) in /home/ana/promozilla/Promozilla.Worker/Runs/RunPoll.cs:line 47", 1_000));

    [Fact]
    public void What_no_database_takes_is_taken_out() => Assert.Equal("[31mred\ufffd", Scrubber.Clean("\0\u0001\u001b[31mred" + (char)0xD800, 1_000));

    [Fact]
    public void Cleaning_twice_is_cleaning_once_and_a_cut_leaves_no_half()
    {
        const string text = "amqp://a:b@c ana@example.pt 10.0.0.1 ::1 password=x; 0123456789abcdef";
        var once = Scrubber.Clean(text, 1_000);
        Assert.Equal(once, Scrubber.Clean(once, 1_000));
        var long32 = new string('x', 31_990).Replace("x", "x ", StringComparison.Ordinal)[..31_990] + " maria.albertina@example.pt";
        Assert.DoesNotContain("maria", Scrubber.Clean(long32, 40_000), StringComparison.Ordinal);
        Assert.Equal("😀", Scrubber.Clean("😀😀", 3));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("@")]
    [InlineData("?")]
    [InlineData("://")]
    [InlineData("password")]
    [InlineData("a.a-")]
    [InlineData("1:")]
    [InlineData("1 ")]
    [InlineData("\"")]
    [InlineData("=?#")]
    public void A_text_made_to_take_long_does_not(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        Scrubber.Clean(text, 8_000);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 3_000);
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(4, 12)).Select(_ => (char)('a' + random.Next(26))));

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
