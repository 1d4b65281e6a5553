using Microsoft.Extensions.Localization;
using Promozilla.Data.Mail;
using Promozilla.Data.Mail.Digests;
using Promozilla.Data.Mail.Errors;
using Promozilla.Data.Mail.Idle;
using Promozilla.Data.Mail.Outages;
using Promozilla.Data.Mail.Sick;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts;

namespace Promozilla.Web.Mails;

/// <param name="Name">Of a file, too.</param>
/// <param name="Language">pt-PT or en.</param>
public sealed record SampleMail(string Name, string Language, string Subject, string Text, string Html);

/// <summary>Every mail there is, in both languages, with made-up people and prices: for whoever wants to see them before somebody gets them.</summary>
public sealed class SampleMails(IStringLocalizer<Texts> texts)
{
    private static readonly string[] AllLanguages = ["pt-PT", "en"];
    private static readonly int[] Digests = [1, 3, 20];

    /// <param name="market">Whose: one that has an address.</param>
    public IEnumerable<SampleMail> All(Market market, DateTimeOffset now)
    {
        foreach (var language in AllLanguages)
        {
            foreach (var count in Digests)
            {
                var mail = DigestMail.Render(DigestSamples.Of(market, language, count));
                yield return new SampleMail($"digest-{count}", language, mail.Subject, mail.Text, mail.Html);
            }

            foreach (var kind in AccountLetters.Asked.Concat(AccountLetters.Security))
            {
                var path = kind is "confirm" or "reset" or "new_address" or "address_changed" ? $"/conta/{kind}?utilizador=0199&codigo={new string('x', 160)}" : "/conta";
                yield return Sample(kind, language, new AccountLetters(texts).Write(language, kind, Detail(kind), new Uri(market.Address(path)), now, "Firefox · Android"));
            }

            var errors = new ErrorLetter(language, Errors(now), new Uri(market.Address("/admin/erros")), market.TimeZone);
            yield return new SampleMail("errors", language, errors.Subject, errors.Text(), errors.Html());
            yield return Sample("sick", language, SickLetter.Letter(language, "Castelo dos Jogos", "few_items", "12 items, usually 240", now, new Uri(market.Address("/admin/lojas/castelo")), market.TimeZone));
            foreach (var what in (string[])["database", "broker", "cache", "mail"]) yield return Sample($"outage-{what}", language, OutageLetter(language, what, market, now));
            yield return Sample("idle", language, IdleWarning.Letter(language, 24, now.AddDays(30), new Uri(market.Address("/conta/entrar"))));
        }
    }

    private static DueError[] Errors(DateTimeOffset now) =>
    [
        new(7, "worker", "System.InvalidOperationException", "Promozilla.Worker.Ingest.ListingsObservedHandler.HandleAsync", "Sequence contains no elements", 1, 1, now, "0.1.0", new string('a', 32), "new"),
        new(8, "scraper", "System.ArgumentNullException", "Promozilla.Scraper.Stores.StoreDefinition.Parse", "Value cannot be null. (Parameter 'json')", 212, 1_312, now, "0.1.0", null, "goes_on"),
    ];

    private static AccountLetter OutageLetter(string language, string what, Market market, DateTimeOffset now)
    {
        var outage = new Outage(what, now.AddMinutes(-12), "Connection refused", what is "mail" ? now : null, Late: 17);
        return OutageNotice.Letter(language, outage, new Uri(market.Address("/admin")), market.TimeZone);
    }

    private static SampleMail Sample(string name, string language, AccountLetter letter) => new(name, language, letter.Subject, letter.Text(), letter.Html());

    private static string Detail(string kind) => kind switch
    {
        "address_changed" => "outro@promozilla.example",
        "recovery_used" => "7",
        "passkey_added" or "passkey_removed" => "o portátil da Ana",
        _ => "Google",
    };
}
