using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Promozilla.Data.Push;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Push;

/// <summary>What a push service made of a message.</summary>
internal abstract record PushOutcome
{
    public sealed record Taken : PushOutcome;

    /// <summary>The browser has unsubscribed, or was never there.</summary>
    public sealed record Gone : PushOutcome;

    public sealed record Later(string Reason, TimeSpan? After) : PushOutcome;

    /// <summary>Refused for good, and the next one may be taken.</summary>
    public sealed record Refused(string Reason) : PushOutcome;

    /// <summary>Never sent: it is not so any more.</summary>
    public sealed record Over : PushOutcome;
}

/// <summary>Hands one message to one browser's push service (RFC 8030).</summary>
public sealed class PushSender(PushSockets sockets, IOptions<PushOptions> options, Markets markets, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);
    private readonly HttpClient http = new(sockets.Handler()) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 16_384 };
    private readonly Lazy<VapidKey> key = new(() => VapidKey.From(options.Value.Secret!));

    public void Dispose() => http.Dispose();

    internal async Task<PushOutcome> SendAsync(DuePush push, CancellationToken cancellationToken)
    {
        if (!PushEndpoint.IsAcceptable(push.Endpoint, options.Value.LocalService))
        {
            return new PushOutcome.Gone();
        }

        var now = clock.GetUtcNow();
        var url = new Uri(push.Endpoint);
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.TryAddWithoutValidation("Authorization", VapidHeader.For(url, key.Value, options.Value.Contact ?? Contact(), now));
        request.Headers.TryAddWithoutValidation("TTL", $"{(long)Math.Max(60, (push.ExpiresAt - now).TotalSeconds)}");
        request.Headers.TryAddWithoutValidation("Urgency", "normal");
        request.Content = new ByteArrayContent(PushCipher.Encrypt(Encoding.UTF8.GetBytes(push.Payload), push.PublicKey, push.Secret));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Read(answer, now);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new PushOutcome.Later(failure.Message, null);
        }
    }

    private static PushOutcome Read(HttpResponseMessage answer, DateTimeOffset now) => answer.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushOutcome.Taken(),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new PushOutcome.Gone(),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new PushOutcome.Later($"{(int)answer.StatusCode}", Wait(answer.Headers.RetryAfter, now)),
        var code => new PushOutcome.Refused($"{(int)code}"),
    };

    private static TimeSpan? Wait(RetryConditionHeaderValue? asked, DateTimeOffset now) => (asked?.Delta ?? asked?.Date - now) switch
    {
        null => null,
        { } wait when wait > LongestWait => LongestWait,
        { } wait when wait < TimeSpan.FromSeconds(1) => TimeSpan.FromSeconds(1),
        var wait => wait,
    };

    private string Contact() => markets.Main.PublicUrl is { Scheme: "https" } home ? home.GetLeftPart(UriPartial.Authority) : "mailto:webmaster@localhost";
}
