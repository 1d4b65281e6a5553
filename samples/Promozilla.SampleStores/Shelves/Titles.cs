using System.Globalization;
using System.Text;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Products;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Shelves;

/// <summary>How each store spells a product: every one of these habits has cost a price tracker a wrong match.</summary>
public static class Titles
{
    /// <summary>Names on the third store's shape end here, in the middle of a word if need be.</summary>
    private const int CashRegisterWidth = 31;

    public static string For(StoreProfile store, Product product, bool used, Chance chance) => store.Shape switch
    {
        "gaming-replay" => Prestashop16(product, used, chance),
        "press-start" => Prestashop17(product, used, chance),
        "cstech" => Shopify(product, chance),
        _ => CashRegister(product),
    };

    private static string Prestashop16(Product product, bool used, Chance chance)
    {
        if (product.Kind != ProductKind.Game)
            return product.FullTitle + (used ? " (Seminovo)" : "");
        var title = product.Edition is null ? product.Title : $"{product.Title} - {product.Edition}";
        if (product.InPortuguese && chance.With(1).Percent(70))
            title += " (Totalmente em Português)";
        title += product.Format switch
        {
            Format.DownloadCode => " (Código na caixa)",
            Format.GameKeyCard => " (Game Key Card)",
            _ => used ? " (Seminovo)" : "",
        };
        return $"{title} {PlatformName(product)}";
    }

    private static string Prestashop17(Product product, bool used, Chance chance)
    {
        if (product.Kind != ProductKind.Game)
            return product.FullTitle + (used ? " [USADO]" : "");
        var title = product.FullTitle + product.Format switch
        {
            Format.DownloadCode => " [Código na caixa]",
            Format.GameKeyCard => " [Game Key Card]",
            _ => "",
        };
        if (used)
            title += chance.With(1).Percent(75) ? " [USADO]" : " USADO";
        var platform = PlatformName(product);
        return $"{title} {(chance.With(2).Percent(60) ? platform.Replace("Nintendo ", "", StringComparison.Ordinal) : platform)}";
    }

    private static string Shopify(Product product, Chance chance)
    {
        if (product.Kind != ProductKind.Game)
            return product.FullTitle;
        var title = product.Edition is null || chance.With(1).Percent(50) ? product.FullTitle : $"{product.Title} - {product.Edition}";
        title += product.Format switch
        {
            Format.DownloadCode => " - (Código de download)",
            Format.GameKeyCard => " (Game-Key Card)",
            _ => "",
        };
        return $"{title} - {PlatformName(product)}";
    }

    private static string CashRegister(Product product)
    {
        var name = Plain(product.FullTitle).ToUpperInvariant();
        if (product.Kind == ProductKind.Game)
        {
            // The edition that is the platform is shortened, or nothing of the title would be left.
            var suffix = product.IsUpgradeEdition ? " SW2 ED" : "";
            name = $"JOGO {(product.Platform == Platform.Switch2 ? "SWITCH 2" : "SWITCH")} {name}{suffix}{(product.Format == Format.DownloadCode ? " COD" : "")}";
        }

        return (name.Length <= CashRegisterWidth ? name : name[..CashRegisterWidth]).TrimEnd();
    }

    private static string PlatformName(Product product) =>
        product.IsUpgradeEdition ? "Nintendo Switch 2 Edition" : product.Platform == Platform.Switch2 ? "Nintendo Switch 2" : "Nintendo Switch";

    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in Plain(text).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    /// <summary>Without accents, colons, apostrophes: "Pokémon: Let's Go" to "Pokemon Lets Go".</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (c is ':' or '\'' or '.' or ',' or '!' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            plain.Append(c);
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }
}
