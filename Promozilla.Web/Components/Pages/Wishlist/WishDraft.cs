using System.Globalization;
using Promozilla.Data.People;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>What a person may set of a wish, and nothing else of it.</summary>
/// <param name="Rule">A word of WishRules; null: as the account says.</param>
/// <param name="Target">EUR, with the rule target alone.</param>
/// <param name="Stores">Null: all.</param>
public sealed record WishSettings(
    string? Rule, decimal? Target, string[]? Stores, string Condition, string Medium, Guid? ListId, bool MustHave, bool Paused, string? Note, DateOnly? BoughtOn,
    decimal? BoughtPrice)
{
    public static readonly WishSettings Usual = new(null, null, null, WishScope.New, WishScope.Any, null, false, false, null, null, null);

    public static readonly string[] Rules = [WishRules.Promotion, WishRules.Target, WishRules.Low, WishRules.Restock, WishRules.Any];
    public static readonly string[] Conditions = [WishScope.New, WishScope.Used, WishScope.Any];
    public static readonly string[] Media = [WishScope.Any, WishScope.Physical, WishScope.Digital];
}

/// <summary>The form as it was typed: kept beside its faults, so that nobody types twice.</summary>
public sealed record WishDraft(
    string Rule, string Target, IReadOnlyCollection<string> Stores, string Condition, string Medium, string List, bool MustHave, bool Paused, string Note,
    bool Bought, string BoughtOn, string BoughtPrice)
{
    public static WishDraft Of(WishSettings wish, DateOnly today) => new(
        wish.Rule ?? "", Typed(wish.Target), wish.Stores ?? [], wish.Condition, wish.Medium, wish.ListId?.ToString() ?? "", wish.MustHave, wish.Paused,
        wish.Note ?? "", wish.BoughtOn is not null, (wish.BoughtOn ?? today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Typed(wish.BoughtPrice));

    public static WishDraft Of(IFormCollection form) => new(
        One(form, "regra"), One(form, "alvo"), [.. form["lojas"].OfType<string>()], One(form, "estado"), One(form, "formato"), One(form, "lista"),
        form.ContainsKey("imprescindivel"), form.ContainsKey("parado"), One(form, "nota"), form.ContainsKey("comprado"), One(form, "comprado_em"),
        One(form, "comprado_por"));

    /// <param name="stores">All that there are.</param>
    /// <param name="lists">The person's own.</param>
    /// <returns>Null where there are faults: the text of each by its input's name.</returns>
    public WishSettings? Read(IReadOnlyCollection<string> stores, IReadOnlyCollection<Guid> lists, DateOnly today, out Dictionary<string, string> faults)
    {
        faults = [];
        var rule = Rule is "" ? null : Rule;
        if (rule is not null && !WishSettings.Rules.Contains(rule))
        {
            faults["regra"] = "Wish.fault.regra";
        }

        var readable = TargetPrice.TryRead(Target, out var target);
        if (rule is WishRules.Target && (!readable || target is null))
        {
            faults["alvo"] = "TargetInvalid";
        }

        if (Stores.Any(store => !stores.Contains(store)))
        {
            faults["lojas"] = "Wish.fault.lojas";
        }

        if (!WishSettings.Conditions.Contains(Condition))
        {
            faults["estado"] = "Wish.fault.estado";
        }

        if (!WishSettings.Media.Contains(Medium))
        {
            faults["formato"] = "Wish.fault.formato";
        }

        var list = Guid.TryParse(List, out var id) ? id : (Guid?)null;
        if (List.Length > 0 && (list is null || !lists.Contains(id)))
        {
            faults["lista"] = "Wish.fault.lista";
        }

        var note = Note.ReplaceLineEndings("\n").Trim();
        if (note.Length > WishlistItem.LongestNote)
        {
            faults["nota"] = "Wish.fault.nota";
        }

        var (boughtOn, boughtPrice) = ReadPurchase(today, faults);
        return faults.Count > 0 ? null : new WishSettings(
            rule, rule is WishRules.Target ? target : null, Stores.Count is 0 || Stores.Count == stores.Count ? null : [.. Stores.Distinct().Order(StringComparer.Ordinal)],
            Condition, Medium, list, MustHave, Paused, note.Length is 0 ? null : note, boughtOn, boughtPrice);
    }

    private (DateOnly? On, decimal? Price) ReadPurchase(DateOnly today, Dictionary<string, string> faults)
    {
        if (!Bought)
        {
            return (null, null);
        }

        if (!DateOnly.TryParseExact(BoughtOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) || on > today || on < today.AddYears(-10))
        {
            faults["comprado_em"] = "Wish.fault.comprado_em";
        }

        if (!TargetPrice.TryRead(BoughtPrice, out var price) || price is null)
        {
            faults["comprado_por"] = "Wish.fault.comprado_por";
        }

        return (on, price);
    }

    private static string One(IFormCollection form, string name) => form[name].ToString() is var text && text.Length > 4000 ? text[..4000] : text;

    private static string Typed(decimal? price) => price?.ToString("0.00", CultureInfo.CurrentCulture) ?? "";
}

/// <summary>A target as a person types it: "39,99", "39.99 €", or nothing.</summary>
public static class TargetPrice
{
    public static bool TryRead(string? text, out decimal? target)
    {
        target = null;
        var digits = text?.Replace("€", "", StringComparison.Ordinal).Trim().Replace(',', '.');
        if (string.IsNullOrEmpty(digits))
        {
            return true;
        }

        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) || price is <= 0 or >= 100_000)
        {
            return false;
        }

        target = decimal.Round(price, 2, MidpointRounding.AwayFromZero);
        return target > 0;
    }
}
