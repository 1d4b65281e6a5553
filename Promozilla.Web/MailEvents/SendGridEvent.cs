using System.Text.Json;

namespace Promozilla.Web.MailEvents;

/// <summary>One event of the provider's list, as far as it matters here.</summary>
/// <param name="Mail">Ours, from the Message-ID that we gave it; null where the provider does not say, as with late bounces.</param>
public sealed record SendGridEvent(string Id, string Kind, string Address, Guid? Mail, string? Type, string? Reason)
{
    /// <summary>The address takes nothing, for good: its server said so, or the provider knows from before.</summary>
    public bool IsHardBounce => (Kind is "bounce" && Type is not "blocked") || (Kind is "dropped" && Reason is "Bounced Address" or "Invalid");

    /// <summary>The server took nothing this time: full, or too busy, or it dislikes the sender.</summary>
    public bool IsSoftBounce => Kind is "bounce" && Type is "blocked";

    /// <summary>Somebody called it spam. The provider drops what comes after, and so do we.</summary>
    public bool IsComplaint => Kind is "spamreport" || (Kind is "dropped" && Reason is "Spam Reporting Address");

    /// <summary>No more alerts wanted; mails about the account still arrive.</summary>
    public bool IsWithdrawal => IsComplaint || Kind is "unsubscribe" or "group_unsubscribe";

    public bool IsFailure => Kind is "bounce" or "dropped";

    public bool IsDelivery => Kind is "delivered";

    /// <returns>The events that can be understood; null where the body is no list.</returns>
    public static IReadOnlyList<SendGridEvent>? ReadAll(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(Read).OfType<SendGridEvent>().DistinctBy(one => one.Id)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SendGridEvent? Read(JsonElement one) =>
        Text(one, "sg_event_id", 200) is { Length: > 0 } id && Text(one, "event", 40) is { } kind && Text(one, "email", 320) is { } address
            ? new SendGridEvent(id, kind, address, MailOf(Text(one, "smtp-id", 400)), Text(one, "type", 40), Text(one, "reason", 500))
            : null;

    private static Guid? MailOf(string? messageId) =>
        messageId?.TrimStart('<').Split('@')[0] is { } name && Guid.TryParseExact(name, "n", out var mail) ? mail : null;

    private static string? Text(JsonElement one, string name, int longest) =>
        one.ValueKind is JsonValueKind.Object && one.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            && value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text[..Math.Min(text.Length, longest)]
            : null;
}
