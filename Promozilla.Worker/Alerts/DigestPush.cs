using System.Text.Encodings.Web;
using System.Text.Json;

namespace Promozilla.Worker.Alerts;

/// <summary>A digest as a notification: the best of it, and how much more there is. It must stay under 4 KB with all it is wrapped in.</summary>
internal static class DigestPush
{
    private const int LongestTitle = 80;

    // The site's script shows it as text, so that letters may stay letters.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Payload(Digest digest, Guid mail)
    {
        var texts = new DigestTexts(digest.Language, digest.Market);
        var first = digest.Lines[0];
        var title = first.Title.Length > LongestTitle ? $"{first.Title[..(LongestTitle - 1)].TrimEnd()}…" : first.Title;
        var what = first.IsSoldOut ? texts["SoldOut"] : texts.Of("AtStore", texts.Money(first.Price), first.Store);
        var body = digest.Lines.Count switch
        {
            1 when first.Before > first.Price && !first.IsSoldOut => $"{what} ({texts.Of("Before", texts.Money(first.Before))})",
            1 => what,
            2 => $"{what}. {texts["PushOneMore"]}",
            var count => $"{what}. {texts.Of("PushMore", count - 1)}",
        };
        return JsonSerializer.Serialize(new { title, body, url = digest.Lines.Count == 1 ? $"/p/{first.Slug}" : "/conta/avisos", tag = mail.ToString("n") }, Json);
    }
}
