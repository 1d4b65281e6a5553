namespace Promozilla.Worker.Matching;

/// <summary>Conditions that several statements of the matching share. "pending" is a row of matching_due.</summary>
internal static class MatchingSql
{
    /// <summary>The columns that name a product in its market: what is sold in two markets is two products.</summary>
    public const string Name = "match_key, market, platform, edition, kind, format";

    /// <summary>A person said that the pending listing is not this product.</summary>
    public static string Never(string product) => $"""
        EXISTS (SELECT FROM match_decisions said WHERE said.verb IN ('never', 'split') AND said.superseded_at IS NULL
            AND said.store_key = pending.store_key AND said.item_id = pending.item_id AND said.product_id = {product})
        """;

    /// <summary>
    /// A shared trade number, or the product where it was, is believed only where nothing contradicts: kind and platform are the same (other: the store names none), a code
    /// is no cartridge, the numbers in a game's name agree (a cut title may have lost some, hardware leaves out its capacity), a word is shared.
    /// </summary>
    public static string Agrees(string other) => $"""
        (pending.kind = {other}.kind AND pending.platform IN ({other}.platform, 'other')
        AND (pending.format = {other}.format OR pending.is_cut
            OR (pending.format IN ('physical', 'game_key_card') AND {other}.format IN ('physical', 'game_key_card')))
        AND (pending.numbers = title_numbers({other}.title_key) OR ((pending.is_cut OR pending.kind <> 'game')
            AND (pending.numbers <@ title_numbers({other}.title_key) OR pending.numbers @> title_numbers({other}.title_key))))
        AND shared_words(pending.title_key, {other}.title_key) > 0)
        """;

    public static string SameName(string one, string other) =>
        $"({one}.match_key, {one}.market, {one}.platform, {one}.edition, {one}.kind, {one}.format) = ({other}.match_key, {other}.market, {other}.platform, {other}.edition, {other}.kind, {other}.format)";

    /// <summary>Products whose whole name begins with what a store has left of the pending listing's: two words at least.</summary>
    public const string Begins = """
        SELECT pending.listing_id, product.id AS product_id,
            substr(btrim(product.title_key || ' ' || product.edition), length(pending.title_key) + 1) AS rest
        FROM matching_due pending
        JOIN products product ON product.market = pending.market AND product.platform = pending.platform AND product.kind = pending.kind
            AND split_part(product.title_key, ' ', 1) = split_part(pending.title_key, ' ', 1)
            AND starts_with(btrim(product.title_key || ' ' || product.edition), pending.title_key)
        WHERE pending.is_cut AND pending.title_key LIKE '% %'
        """;
}
