using System.Globalization;
using System.Text;
using static Promozilla.Data.Mail.MailFrame;

namespace Promozilla.Data.Mail.Errors;

/// <summary>One mail about all errors that are due, the most frequent first.</summary>
/// <param name="errors">At least one.</param>
/// <param name="page">The errors' page of the site; a group's own is below it.</param>
public sealed class ErrorLetter(string language, IReadOnlyList<DueError> errors, Uri page, TimeZoneInfo zone)
{
    private const int Most = 20;
    private readonly MailTexts texts = new(typeof(ErrorLetter), language);

    public string Subject => errors is [var only]
        ? texts.Of("SubjectOne", Short(only.Type), only.Service, texts.Of(only.Why).ToLower(CultureInfo.GetCultureInfo(texts.Language)))
        : texts.Of("Subject", errors.Count);

    private string Lead => texts.Count("Lead", errors.Count);

    private IEnumerable<DueError> Shown => errors.Take(Most);

    public string Text()
    {
        var text = new StringBuilder(Lead).Append("\n\n");
        foreach (var error in Shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"{texts.Of(error.Why)}: {error.Type}\n{error.Service} · {error.Place}\n{error.Message}\n");
            text.AppendJoin('\n', Facts(error)).Append(CultureInfo.InvariantCulture, $"\n{Link(error)}\n\n");
        }

        if (errors.Count > Most) text.Append(texts.Count("More", errors.Count - Most)).Append("\n\n");
        return text.Append(CultureInfo.InvariantCulture, $"{texts.Of("All")}:\n{page}\n\n-- \nPromozilla\n{texts.Of("Why")}\n").ToString();
    }

    public string Html()
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:0 8px 18px"><h1 class="ink" style="margin:0;{Ink};font-size:22px;line-height:29px;font-weight:800">{E(Lead)}</h1></td></tr>""");
        foreach (var error in Shown) body.Append(Card(Inner(error), top: error.Why == "goes_on" ? Rule : "#b81d2b"));
        if (errors.Count > Most) body.Append(CultureInfo.InvariantCulture, $"""<tr><td class="soft" style="padding:0 8px 14px;{Soft};font-size:14px">{E(texts.Count("More", errors.Count - Most))}</td></tr>""");
        body.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:6px 8px 0">{Button(page.AbsoluteUri, texts.Of("All"))}</td></tr>""");
        return Page(texts.Language, Subject, Lead, body.ToString(), E(texts.Of("Why")), home: null);
    }

    private string Inner(DueError error) => $"""
        <p class="soft" style="margin:0 0 6px;{Soft};font-size:13px;line-height:18px">{E(texts.Of(error.Why))} · {E(error.Service)}</p>
        <h2 class="ink" style="margin:0 0 6px;{Ink};font-size:17px;line-height:23px;font-weight:700;word-break:break-word">{E(error.Type)}</h2>
        <p class="ink" style="margin:0 0 10px;{Ink};font-size:14px;line-height:20px;word-break:break-word">{E(error.Place)}</p>
        <p class="ink sunk" style="margin:0 0 12px;padding:10px 14px;background:#f6eee6;border-radius:10px;{Ink};font-size:14px;line-height:20px;white-space:pre-wrap;word-break:break-word">{E(error.Message)}</p>
        <p class="soft" style="margin:0 0 12px;{Soft};font-size:13px;line-height:20px;word-break:break-all">{string.Join("<br>", Facts(error).Select(E))}</p>
        <a href="{E(Link(error))}" class="link" style="color:#b81d2b;font-size:15px;font-weight:700">{E(texts.Of("Button"))}</a>
        """;

    private IEnumerable<string> Facts(DueError error)
    {
        yield return $"{texts.Count("Fresh", error.Fresh)} · {texts.Of("Total", error.Count)}";
        yield return texts.Of("Last", TimeZoneInfo.ConvertTime(error.LastAt, zone).ToString(texts.Of("Time"), CultureInfo.InvariantCulture));
        yield return texts.Of("Release", error.Release);
        if (error.TraceId is not null) yield return texts.Of("Trace", error.TraceId);
    }

    private string Link(DueError error) => string.Create(CultureInfo.InvariantCulture, $"{page.AbsoluteUri}/{error.Id}");

    /// <summary>Without namespace: a mailbox shows few words.</summary>
    private static string Short(string type) => type[(type.Split(' ')[0].LastIndexOf('.') + 1)..];
}

/// <summary>A group of errors as the operator is told of it.</summary>
/// <param name="Fresh">How many since they were last told.</param>
/// <param name="Why">new, back or goes_on.</param>
public sealed record DueError(
    long Id, string Service, string Type, string Place, string Message, long Fresh, long Count, DateTimeOffset LastAt, string Release, string? TraceId, string Why);
