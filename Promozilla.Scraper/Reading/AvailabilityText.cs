using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>What a shop's words, or a schema.org address, say about stock. Null: nothing.</summary>
public static partial class AvailabilityText
{
    public static string? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > 300) text = text[..300];
        // Pre-orders come first: shops write "Pré-encomenda (esgotado)" and reuse the sold-out style for them. "Available" comes last: "indisponível" holds it.
        if (PreOrder().IsMatch(text)) return Availability.PreOrder;
        if (OutOfStock().IsMatch(text)) return Availability.OutOfStock;
        return InStock().IsMatch(text) ? Availability.InStock : null;
    }

    [GeneratedRegex(@"pre[-_\s]?order|pre[-_\s]?sale|\bback-?\s?order|pr[ée][\s_-]?(?:venda|encomenda|reserva|compra)|\bem reserva\b|\breserva (?:j[áa]|agora)|\breservar\b|sob encomenda|vorbestell|precommande|pr[ée]-?commande|reservar ahora|\bpreventa\b|unreleased|coming.?soon|\bbrevemente\b|\bem breve\b", RegexOptions.IgnoreCase)]
    private static partial Regex PreOrder();

    [GeneratedRegex(@"out.?of.?stock|sold.?out|\boos\b|discontinued|\bunavailable\b|not.?available|esgotad[oa]|indispon[íi]vel|n[ãa]o dispon[íi]vel|sem (?:stock|estoque)|fora de stock|rutura de stock|ruptura de stock|descontinuad[oa]|stock esgotado|agotad[oa]|no disponible|sin stock|ausverkauft|nicht (?:verf[üu]gbar|lieferbar|auf lager)|[ée]puis[ée]|rupture|indisponible|non disponibile|esaurito|avis(?:a-me|ar-me|em-me)|notify me|^(?:false|0)$", RegexOptions.IgnoreCase)]
    private static partial Regex OutOfStock();

    [GeneratedRegex(@"in.?stock|instore|online.?only|limited.?availability|\bavailable\b|em stock|emstock|em estoque|dispon[íi]vel|dispon[íi]veis|[úu]ltim[ao]s? (?:unidades?|pe[çc]as?)|poucas unidades|pronta entrega|envio imediato|entrega imediata|en stock|disponible|auf lager|lieferbar|verf[üu]gbar|^(?:true|onsale|instock)$|[1-9]\d* (?:unidades|em stock|disp)", RegexOptions.IgnoreCase)]
    private static partial Regex InStock();
}
