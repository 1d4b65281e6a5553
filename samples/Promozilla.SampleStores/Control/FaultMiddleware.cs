using System.Text;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Control;

/// <summary>Plays what shops do on bad days. Faults of the goods themselves (empty, half, x100) are the floor's.</summary>
public sealed class FaultMiddleware(RequestDelegate next, Faults faults)
{
    private static readonly TimeSpan Dribble = TimeSpan.FromMilliseconds(400);

    public Task InvokeAsync(HttpContext context)
    {
        var store = context.Request.Path.Value?.Split('/', 3) is [_, var first, ..] ? first : "";
        return faults.Of(store) switch
        {
            Faults.ServerError => AnswerAsync(context, StatusCodes.Status500InternalServerError, "<h1>Erro interno</h1><p>Tenta mais tarde.</p>"),
            Faults.TooMany => TooManyAsync(context),
            Faults.BotWall => AnswerAsync(context, StatusCodes.Status200OK, BotWallPage(store)),
            Faults.BotWallForbidden => AnswerAsync(context, StatusCodes.Status403Forbidden, BotWallPage(store)),
            Faults.Slow => SlowAsync(context),
            Faults.Cut => CutAsync(context),
            Faults.Layout => LayoutAsync(context),
            _ => next(context),
        };
    }

    private static Task TooManyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "2";
        return AnswerAsync(context, StatusCodes.Status429TooManyRequests, "<h1>Demasiados pedidos</h1>");
    }

    private async Task SlowAsync(HttpContext context)
    {
        var body = await RecordAsync(context);
        try
        {
            for (var at = 0; at < body.Length; at += 64)
            {
                await context.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(64, body.Length - at)), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Dribble, context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader's patience ended, which is what the fault is for.
        }
    }

    private async Task CutAsync(HttpContext context)
    {
        var body = await RecordAsync(context);
        context.Response.ContentLength = body.Length + 1;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private async Task LayoutAsync(HttpContext context)
    {
        var body = await RecordAsync(context);
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true)
        {
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("product-miniature", "cartao-de-produto", StringComparison.Ordinal));
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private async Task<byte[]> RecordAsync(HttpContext context)
    {
        var wire = context.Response.Body;
        using var record = new MemoryStream();
        context.Response.Body = record;
        await next(context);
        context.Response.Body = wire;
        return record.ToArray();
    }

    private static async Task AnswerAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<!DOCTYPE html><html lang=\"pt\"><body>{html}</body></html>"), context.RequestAborted);
    }

    private static string BotWallPage(string store) =>
        $"""
        <title>Just a moment...</title>
        <h1>Verificação de segurança</h1>
        <p>Confirma que és humano para entrares em {StoreProfile.All.First(s => s.Prefix == store).Name}.</p>
        <div class="g-recaptcha" data-sitekey="exemplo" id="captcha"></div>
        <form id="challenge-form" action="/cdn-cgi/challenge-platform" method="post"><noscript>Enable JavaScript and cookies to continue</noscript></form>
        """;
}
