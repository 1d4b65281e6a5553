using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Ingest;

/// <summary>64 bits over everything a reading says, so that the database compares one number instead of eighteen columns.</summary>
internal static class ReadingHash
{
    public static long Of(ObservedListing item)
    {
        var text = string.Join(
            '\u001f', item.Url, item.Title, Number(item.Price), item.Currency, Number(item.ClaimedPrice), item.ClaimedKind, item.Availability,
            item.Condition, item.Format, item.Gtin, item.Image, item.Seller, item.Kind, item.Platform, item.Edition, item.TitleKey, item.DisplayTitle);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>59.9 and 59.90 are one price.</summary>
    private static string? Number(decimal? value) => value?.ToString("0.00##", CultureInfo.InvariantCulture);
}
