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

    [GeneratedRegex(@"pre[-_\s]?order|pre[-_\s]?sale|\bback-?\s?order|pr[ée][\s_-]?(?:venda|encomenda|reserva|compra)|\bem reserva\b|\breserva (?:j[áa]|agora)|\breservar\b|sob encomenda|vorbestell|precommande|pr[ée]-?commande|reservar ahora|\bpreventa\b|unreleased|coming.?soon|\bbrevemente\b|\bem breve\b|disponible pr[óo]ximamente|przedsprzeda|předobjedn|forudbestil|förhandsbok|förboka|voorbestel|prenota ora|preordin|\bà para[îi]tre\b", RegexOptions.IgnoreCase)]
    private static partial Regex PreOrder();

    [GeneratedRegex(@"out.?of.?stock|sold.?out|\boos\b|discontinued|\bunavailable\b|not.?(?:currently )?available|no longer available|no stock\b"
        + @"|esgotad[oa]|indispon[íi]ve(?:l|is)|n[ãa]o (?:est[áa] |se encontra |h[áa] |existe |temos )?(?:mais |de momento |atualmente )?(?:dispon[íi]ve|em stock|stock)|deixou de estar dispon|sem (?:stock|estoque|exist[êe]ncias)|fora de stock|rutura de stock|ruptura de stock|descontinuad[oa]|stock esgotado|\b0 (?:unidades|em stock)"
        + @"|agotad[oa]|no (?:est[áa] )?disponible|sin (?:stock|existencias)|fuera de stock"
        + @"|ausverkauft|(?:nicht|derzeit nicht|nicht mehr) (?:verf[üu]gbar|lieferbar|auf lager|vorr[äa]tig)|vergriffen"
        + @"|[ée]puis[ée]|rupture|indisponible|plus disponible|hors stock|non disponibil[ei]|esaurit[oa]"
        + @"|niedost[ęe]pn|brak w magazynie|wyprzedan|vyprod[áa]n|nen[íi] skladem|nedostupn|vypredan|nie je skladom|udsolgt|ikke p[åa] lager|sluts[åa]ld|ej i lager|inte i lager|slut i lager|utsolgt|uitverkocht|niet (?:op voorraad|leverbaar|beschikbaar)|indisponibil|stoc epuizat|elfogyott|nincs k[ée]szleten|loppu"
        + @"|avis(?:a-me|ar-me|em-me)|av[íi]same|notify me|^(?:false|0)$", RegexOptions.IgnoreCase)]
    private static partial Regex OutOfStock();

    [GeneratedRegex(@"in.?stock|instore|online.?only|limited.?availability|\bavailable\b|em stock|emstock|em estoque|dispon[íi]vel|dispon[íi]veis|[úu]ltim[ao]s? (?:unidades?|pe[çc]as?)|poucas unidades|pronta entrega|envio imediato|entrega imediata|en stock|disponible|auf lager|lieferbar|verf[üu]gbar|vorr[äa]tig"
        + @"|disponibil[ei]|disponibilit[àa] immediata|dost[ęe]pn|w magazynie|skladem|skladom|p[åa] lager|i lager|op voorraad|direct leverbaar|[îi]n stoc|rakt[áa]ron|k[ée]szleten|varastossa"
        + @"|^(?:true|1|onsale|instock)$|[1-9]\d* (?:unidades|em stock|disp)", RegexOptions.IgnoreCase)]
    private static partial Regex InStock();
}
