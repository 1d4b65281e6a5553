using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Promozilla.Web.Site;

/// <summary>An old copy says that it is one and of when, where its prices begin. The copy itself knows nothing of what came after it, so it is said on its way out.</summary>
internal sealed class OldPageNotice(IStringLocalizer<Texts> texts, TimeProvider clock)
{
    private static readonly byte[] Body = "<main "u8.ToArray();

    /// <summary>Does what writes an answer, and adds the notice to it where it is an old page.</summary>
    public async Task AroundAsync(HttpContext context, Func<Task> answer)
    {
        var way = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await answer();
        }
        finally
        {
            context.Response.Body = way;
        }

        var page = held.GetBuffer().AsMemory(0, (int)held.Length);
        var isPage = context.Response is { StatusCode: StatusCodes.Status200OK, ContentType: { } type } && type.StartsWith("text/html", StringComparison.Ordinal);
        if (isPage && Age(context.Response) is { } age && page.Span.IndexOf(Body) is >= 0 and var place)
        {
            var notice = Encoding.UTF8.GetBytes(Notice(clock.GetUtcNow() - age));
            context.Response.ContentLength = page.Length + notice.Length;
            await way.WriteAsync(page[..place], context.RequestAborted);
            await way.WriteAsync(notice, context.RequestAborted);
            page = page[place..];
        }

        await way.WriteAsync(page, context.RequestAborted);
    }

    /// <summary>As the output cache says it of all that it kept (RFC 9111, section 5.1).</summary>
    private static TimeSpan? Age(HttpResponse response) =>
        long.TryParse(response.Headers[HeaderNames.Age], out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private string Notice(DateTimeOffset at) =>
        $"""<aside class="stale-notice" aria-label="{Encoded(texts["Stale"])}"><div class="container"><p><strong>{Encoded(texts["Old"])}</strong> {Encoded(texts["Old.text", MarketDays.DayAndHour(at, clock.GetUtcNow())])}</p></div></aside>""";

    private static string Encoded(string words) => HtmlEncoder.Default.Encode(words);
}
