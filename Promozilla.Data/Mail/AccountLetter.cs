using static Promozilla.Data.Mail.MailFrame;

namespace Promozilla.Data.Mail;

/// <summary>One account mail in its two forms: what happened, one button, and what to do if it wasn't you. Text first and complete.</summary>
/// <param name="Copy">What stands over the address to copy, where the button may not work; null: no address.</param>
public sealed record AccountLetter(string Language, string Subject, string Hello, string Lead, string Button, string? Copy, string Foot, string Link)
{
    /// <summary>When and where it happened, each with its label.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>Why the mail comes at all.</summary>
    public required string Why { get; init; }

    public string Text() =>
        $"{Hello}\n\n{Lead}\n\n{string.Concat(Facts.Select(fact => $"{fact.Label}: {fact.Value}\n"))}{(Facts.Count > 0 ? "\n" : "")}{Button}:\n{Link}\n\n{Foot}\n\n-- \nPromozilla\n{Why}\n";

    public string Html() => Page(Language, Subject, Lead, Card(Inner(), top: "#b81d2b"), E(Why), home: null);

    /// <param name="key">What must not be sent twice; null: each is a mail of its own.</param>
    public OutgoingMail ToMail(Guid user, string address, string kind, DateTimeOffset now, string? key = null)
    {
        var id = Guid.CreateVersion7(now);
        return new OutgoingMail
        {
            Id = id,
            UserId = user,
            Kind = kind,
            ToAddress = address,
            Subject = Subject,
            TextBody = Text(),
            HtmlBody = Html(),
            DedupeKey = key ?? $"{kind}:{user}:{id}",
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }

    private string Inner() => $"""
        <h1 class="ink" style="margin:0 0 12px;{Ink};font-size:24px;line-height:30px;font-weight:800;letter-spacing:-.4px">{E(Subject)}</h1>
        <p class="ink" style="margin:0 0 22px;{Ink};font-size:16px;line-height:25px">{E(Lead)}</p>
        {Table()}
        {MailFrame.Button(Link, Button)}
        {Address()}
        <p class="soft rule" style="margin:24px 0 0;padding-top:18px;border-top:1px solid {Rule};{Soft};font-size:14px;line-height:22px">{E(Foot)}</p>
        """;

    private string Table() => Facts.Count is 0 ? "" : $"""
        <table role="presentation" class="sunk" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 24px;background:#f6eee6;border-radius:12px">
        <tr><td style="padding:12px 18px">{string.Concat(Facts.Select(fact => $"""
        <p class="ink" style="margin:3px 0;{Ink};font-size:15px;line-height:22px"><span class="soft" style="{Soft}">{E(fact.Label)}:</span> {E(fact.Value)}</p>
        """))}</td></tr></table>
        """;

    private string Address() => Copy is null ? "" : $"""
        <p class="soft" style="margin:22px 0 0;{Soft};font-size:14px;line-height:21px">{E(Copy)}<br><a href="{E(Link)}" class="link" style="color:#b81d2b;font-size:13px;word-break:break-all">{E(Link)}</a></p>
        """;
}
