using System.Globalization;
using Microsoft.Extensions.Localization;
using Promozilla.Data.Mail;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>What each account mail says.</summary>
public sealed class AccountLetters(IStringLocalizer<Texts> texts)
{
    /// <summary>Something that the person asked for, or tried.</summary>
    public static readonly IReadOnlyList<string> Asked = ["confirm", "reset", "known", "new_address", "address_changed"];

    /// <summary>Something that changed in how the account is entered.</summary>
    public static readonly IReadOnlyList<string> Security =
    [
        "password_changed", "two_factor_on", "two_factor_off", "recovery_codes", "recovery_used", "passkey_added", "passkey_removed", "login_added", "login_removed",
    ];

    /// <param name="language">The account's, which need not be the page's: texts are read under it and nothing else runs meanwhile.</param>
    /// <param name="kind">A word of <see cref="Asked"/> or <see cref="Security"/>.</param>
    /// <param name="detail">The address, the passkey's name, the number of codes.</param>
    /// <param name="device">Browser and system in words.</param>
    public AccountLetter Write(string language, string kind, string detail, Uri link, DateTimeOffset at, string device)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var written = Languages.Find(language) ?? Languages.Of(MarketOfRequest.Current)[0];
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (written.Formats, written.Texts);
        try
        {
            var security = Security.Contains(kind);
            return new AccountLetter(
                written.Tag, texts[$"Mail.{kind}.subject"], texts["Mail.hello"], texts[$"Mail.{kind}.lead", detail],
                texts[security ? "Mail.security.button" : $"Mail.{kind}.button"], texts["Mail.copy"], texts[security ? "Mail.security.foot" : $"Mail.{kind}.foot"], link.AbsoluteUri)
            {
                Facts = kind is "confirm" or "new_address" ? [] : Facts(at, device),
                Why = texts[kind is "confirm" or "new_address" ? "Mail.why.address" : "Mail.why"],
            };
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    private List<(string Label, string Value)> Facts(DateTimeOffset at, string device)
    {
        var facts = new List<(string Label, string Value)> { (texts["Mail.when"], texts["Mail.when.value", MarketDays.At(at).ToString(texts["Mail.when.format"], CultureInfo.CurrentCulture), MarketOfRequest.Current.Name]) };
        if (device.Length > 0)
        {
            facts.Add((texts["Mail.where"], device));
        }

        return facts;
    }
}
