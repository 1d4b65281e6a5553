using Microsoft.Extensions.Options;
using Promozilla.Web.Site;

namespace Promozilla.Web.MailEvents;

/// <summary>Where the mail provider tells what became of the mails: bounces, complaints, wishes not to be written to.</summary>
public static partial class MailEventsRegistration
{
    public const string SendGrid = "/api/mail-events/sendgrid";

    /// <summary>Bytes. The provider's largest batch is three quarters of it.</summary>
    private const int Largest = 1 << 20;

    public static WebApplicationBuilder AddMailEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailEventsOptions>().BindConfiguration(MailEventsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SendGridSignature>().AddSingleton<MailEventLog>();
        return builder;
    }

    public static void MapMailEvents(this WebApplication app)
    {
        if (string.IsNullOrEmpty(app.Services.GetRequiredService<IOptions<MailEventsOptions>>().Value.SendGridKey))
        {
            return;
        }

        app.MapPost(SendGrid, async (HttpRequest request, SendGridSignature signature, MailEventLog log, ILogger<MailEventLog> logger, CancellationToken cancellationToken) =>
        {
            if (await ReadAsync(request, cancellationToken) is not { } body)
            {
                return Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge);
            }

            if (!signature.IsValid(request.Headers[SendGridSignature.SignatureHeader], request.Headers[SendGridSignature.TimestampHeader], body.Span))
            {
                Log.Refused(logger);
                return Results.Problem(statusCode: StatusCodes.Status401Unauthorized);
            }

            if (SendGridEvent.ReadAll(body) is not { } events)
            {
                return Results.Problem(statusCode: StatusCodes.Status400BadRequest);
            }

            var fresh = await log.TakeAsync(events, cancellationToken);
            Log.Taken(logger, fresh, events.Count);
            return Results.NoContent();
        }).DisableAntiforgery().RequireRateLimiting(Limits.MailEvents).ExcludeFromDescription();
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Largest)
        {
            return null;
        }

        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
        {
            if (body.Length + read > Largest)
            {
                return null;
            }

            body.Write(part, 0, read);
        }

        return body.ToArray();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Fresh} of {All} events of the mail provider are new")]
        public static partial void Taken(ILogger logger, int fresh, int all);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A message to the mail events' address was not signed by the provider, or is too old")]
        public static partial void Refused(ILogger logger);
    }
}
