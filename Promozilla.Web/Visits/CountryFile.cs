using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Promozilla.Web.Visits;

/// <summary>
/// Reads MaxMind's open MMDB format, version 2 (https://maxmind.github.io/MaxMind-DB/): a binary tree of addresses' bits whose leaves point into a section of values. The file is
/// from outside: every offset is checked, and depth and count of values are bounded.
/// </summary>
internal sealed class CountryFile
{
    private const int LargestMetadata = 128 * 1024;
    private const int Gap = 16;
    private const int Deepest = 16;
    private const int MostValues = 2_000;
    private const int MostKnown = 4_096;

    private static readonly byte[] Marker = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];

    private readonly byte[] file;

    /// <summary>What was found at an offset: there are as many as countries, and reading one makes a hundred strings of its names.</summary>
    private readonly ConcurrentDictionary<int, string?> known = [];
    private readonly int nodes;
    private readonly int recordBits;
    private readonly int values;
    private readonly int end;
    private readonly int firstOfIPv4;
    private readonly bool isIPv6;

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public CountryFile(byte[] file)
    {
        this.file = file;
        var marker = file.AsSpan(Math.Max(0, file.Length - LargestMetadata)).LastIndexOf(Marker);
        if (marker < 0)
        {
            throw new InvalidDataException("It does not end as an MMDB file does.");
        }

        end = marker + Math.Max(0, file.Length - LargestMetadata);
        var metadata = new Values(file, end + Marker.Length, file.Length).Read(end + Marker.Length) as IReadOnlyDictionary<string, object?> ?? throw new InvalidDataException("Its metadata are no map.");
        (nodes, recordBits) = (Number(metadata, "node_count"), Number(metadata, "record_size"));
        isIPv6 = Number(metadata, "ip_version") is 6;
        if (Number(metadata, "binary_format_major_version") is not 2 || recordBits is not (24 or 28 or 32) || nodes is <= 0 || ((long)nodes * recordBits / 4) + Gap > end)
        {
            throw new InvalidDataException("Its metadata don't fit it.");
        }

        values = (nodes * (recordBits / 4)) + Gap;
        for (var bit = 0; isIPv6 && bit < 96 && firstOfIPv4 < nodes; bit++) firstOfIPv4 = Record(firstOfIPv4, 0);
    }

    /// <summary>ISO 3166; null: the file doesn't say.</summary>
    public string? CountryOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
        if (length is 16 && !isIPv6)
        {
            return null;
        }

        var node = length is 4 ? firstOfIPv4 : 0;
        for (var bit = 0; bit < length * 8 && node < nodes; bit++) node = Record(node, (bytes[bit / 8] >> (7 - (bit % 8))) & 1);
        return node > nodes ? Known(values + node - nodes - Gap) : null;
    }

    private string? Known(int offset)
    {
        if (!known.TryGetValue(offset, out var code))
        {
            code = CodeAt(offset);
            if (known.Count < MostKnown) known[offset] = code;
        }

        return code;
    }

    private string? CodeAt(int offset)
    {
        var found = new Values(file, values, end).Read(offset) as IReadOnlyDictionary<string, object?>;
        var code = Code(found, "country") ?? Code(found, "registered_country") ?? found?.GetValueOrDefault("country_code") as string ?? found?.GetValueOrDefault("country") as string;
        return code is { Length: 2 } && code.All(char.IsAsciiLetter) ? code.ToUpperInvariant() : null;

        static string? Code(IReadOnlyDictionary<string, object?>? found, string part) =>
            (found?.GetValueOrDefault(part) as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("iso_code") as string;
    }

    private int Record(int node, int side)
    {
        var at = file.AsSpan(node * (recordBits / 4), recordBits / 4);
        var record = recordBits switch
        {
            24 => (uint)((at[side * 3] << 16) | (at[(side * 3) + 1] << 8) | at[(side * 3) + 2]),
            // The byte in the middle holds four bits of each side.
            28 => side is 0
                ? (uint)(((at[3] & 0xF0) << 20) | (at[0] << 16) | (at[1] << 8) | at[2])
                : (uint)(((at[3] & 0x0F) << 24) | (at[4] << 16) | (at[5] << 8) | at[6]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(at[(side * 4)..]),
        };
        return record <= int.MaxValue - (uint)values ? (int)record : throw new InvalidDataException("A record points out of the file.");
    }

    private static int Number(IReadOnlyDictionary<string, object?> metadata, string name) => metadata.GetValueOrDefault(name) is int number ? number : -1;

    /// <summary>Text and numbers up to 32 bits are read; of what else there is only the length.</summary>
    private sealed class Values(byte[] file, int start, int end)
    {
        private int left = MostValues;

        public object? Read(int offset)
        {
            var at = offset;
            return Read(ref at, 0);
        }

        private object? Read(ref int at, int depth)
        {
            if (depth > Deepest || --left < 0)
            {
                throw new InvalidDataException("A value is too deep or too long.");
            }

            var control = Byte(ref at);
            var type = control >> 5;
            if (type is 1)
            {
                var target = Pointer(control, ref at);
                return Read(ref target, depth + 1);
            }

            type = type is 0 ? Byte(ref at) + 7 : type;
            var size = control & 0x1F;
            size = size switch { 29 => 29 + Big(ref at, 1), 30 => 285 + Big(ref at, 2), 31 => 65_821 + Big(ref at, 3), _ => size };
            switch (type)
            {
                case 7:
                    var map = new Dictionary<string, object?>(StringComparer.Ordinal);
                    for (var pair = 0; pair < size; pair++)
                    {
                        var key = Read(ref at, depth + 1) as string ?? throw new InvalidDataException("A key is no text.");
                        map[key] = Read(ref at, depth + 1);
                    }

                    return map;
                case 11:
                    for (var item = 0; item < size; item++) Read(ref at, depth + 1);
                    return null;
                case 14:
                    return null;
                default:
                    var bytes = Take(ref at, size);
                    return type switch
                    {
                        2 => Encoding.UTF8.GetString(bytes),
                        5 or 6 when size <= 4 => Whole(bytes),
                        _ => null,
                    };
            }
        }

        private int Pointer(int control, ref int at)
        {
            var high = control & 7;
            var target = ((control >> 3) & 3) switch
            {
                0 => (high << 8) | Big(ref at, 1),
                1 => ((high << 16) | Big(ref at, 2)) + 2_048,
                2 => ((high << 24) | Big(ref at, 3)) + 526_336,
                _ => Big(ref at, 4),
            };
            return target >= 0 && target < end - start ? start + target : throw new InvalidDataException("A pointer leads out of the file.");
        }

        private int Byte(ref int at) => Take(ref at, 1)[0];

        private int Big(ref int at, int count) => Whole(Take(ref at, count)) ?? throw new InvalidDataException("A number is too large.");

        private static int? Whole(ReadOnlySpan<byte> bytes)
        {
            long whole = 0;
            foreach (var part in bytes) whole = (whole << 8) | part;
            return whole <= int.MaxValue ? (int)whole : null;
        }

        private ReadOnlySpan<byte> Take(ref int at, int count)
        {
            if (at < start || count > end - at)
            {
                throw new InvalidDataException("A value leads out of the file.");
            }

            var taken = file.AsSpan(at, count);
            at += count;
            return taken;
        }
    }
}
