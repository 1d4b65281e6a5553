using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Promozilla.Web.MailEvents;

namespace Promozilla.Tests.Web.MailEvents;

/// <summary>Tells the site what became of mails, as the mail provider does: lists of events, signed with a key of its own.</summary>
internal sealed class MailProvider : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HttpClient http = new();

    public string Key => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public static object Event(string id, string kind, string address, Guid? mail = null, string? type = null, string? reason = null) =>
        new Dictionary<string, object?>
        {
            ["email"] = address,
            ["timestamp"] = 1_800_000_000,
            ["smtp-id"] = mail is { } known ? $"<{known:n}@promozilla.test>" : "<14c5d75ce93.dfd.64b469@ismtpd-555>",
            ["event"] = kind,
            ["sg_event_id"] = id,
            ["type"] = type,
            ["reason"] = reason,
        };

    public Task<HttpStatusCode> TellAsync(string site, params object[] events) => PostAsync(site, JsonSerializer.Serialize(events) + "\r\n");

    /// <param name="said">The time that is said, where it is not the one that was signed.</param>
    public async Task<HttpStatusCode> PostAsync(string site, string body, TimeSpan age = default, ECDsa? forger = null, string? sent = null, string? said = null)
    {
        var at = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = (forger ?? key).SignData(Encoding.UTF8.GetBytes(at + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        using var content = new StringContent(sent ?? body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        content.Headers.Add(SendGridSignature.SignatureHeader, Convert.ToBase64String(signature));
        content.Headers.Add(SendGridSignature.TimestampHeader, said ?? at);
        using var answer = await http.PostAsync(new Uri(site + MailEventsRegistration.SendGrid), content);
        return answer.StatusCode;
    }

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
    }
}
