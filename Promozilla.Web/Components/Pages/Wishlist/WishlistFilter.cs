using System.Globalization;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>Which wishes are shown and in what order: all of it in the address. What is not known is as if it were not there.</summary>
/// <param name="List">Empty: all; principal: those in no list; else a list's id.</param>
public sealed record WishlistFilter(string List, string Show, string Order, int Page)
{
    public const string MainList = "principal";
    public const int PageSize = 50;

    public static readonly string[] Shows = ["", "atingidos", "promocao", "imprescindiveis", "esgotados", "parados", "comprados"];
    public static readonly string[] Orders = ["", "preco", "poupanca", "alvo", "nome"];

    public static WishlistFilter Of(string? list, string? show, string? order, int? page, IReadOnlyList<WishListRow> lists) => new(
        list is MainList || lists.Any(row => row.Id.ToString() == list) ? list! : "", Known(Shows, show), Known(Orders, order), Math.Clamp(page ?? 1, 1, 1000));

    public bool IsNarrow => Show.Length > 0 || List.Length > 0;

    public string Address(int page = 1) => "/lista" + QueryString.Create(
        new Dictionary<string, string?> { ["lista"] = List, ["mostrar"] = Show, ["ordem"] = Order, ["pagina"] = page > 1 ? $"{page}" : null }
            .Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public List<Wish> Apply(IReadOnlyList<Wish> wishes)
    {
        var shown = wishes.Where(wish => List switch
        {
            "" => true,
            MainList => wish.Settings.ListId is null,
            _ => wish.Settings.ListId?.ToString() == List,
        }).Where(wish => Show switch
        {
            "atingidos" => wish.Reached,
            "promocao" => wish is { IsBought: false, ShowsBest: true, Product.HasSaving: true },
            "imprescindiveis" => wish.Settings.MustHave && !wish.IsBought,
            "esgotados" => wish.Price is null && !wish.IsBought,
            "parados" => wish.Settings.Paused,
            "comprados" => wish.IsBought,
            _ => true,
        });
        var bought = shown.OrderBy(wish => wish.IsBought);
        return [.. Order switch
        {
            "preco" => bought.ThenBy(wish => wish.Price ?? decimal.MaxValue),
            "poupanca" => bought.ThenByDescending(wish => wish is { ShowsBest: true, Product.HasSaving: true } ? wish.Product.PromotionPercent : null),
            "alvo" => bought.ThenBy(wish => wish.Distance ?? decimal.MaxValue),
            "nome" => bought.ThenBy(wish => wish.Product.Title, StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true)),
            _ => bought.ThenByDescending(wish => wish.Settings.MustHave).ThenByDescending(wish => wish.CreatedAt),
        }];
    }

    private static string Known(string[] words, string? asked) => words.Contains(asked) ? asked! : "";
}
