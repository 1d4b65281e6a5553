namespace Promozilla.Data.Migrations;

/// <summary>Functions and triggers of the catalogue: what matching, lows and delivery compute where the rows are.</summary>
internal static class CatalogueSchema
{
    /// <summary>Names: Roman numerals are numbers, "and", "e" and "the" say nothing, the order of words means something only for games.</summary>
    public const string Names = """
        CREATE FUNCTION title_words(title_key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN ARRAY(
            SELECT CASE
                WHEN word ~ '^[0-9]+$' THEN coalesce(nullif(ltrim(word, '0'), ''), '0')
                WHEN word ~ '^(ii|iii|iv|vi|vii|viii|ix|xi|xii|xiii|xiv|xv|xvi)$'
                    THEN array_position(ARRAY['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv', 'xvi'], word)::text
                ELSE word END
            FROM unnest(string_to_array(title_key, ' ')) WITH ORDINALITY AS given(word, place)
            WHERE word <> '' ORDER BY place);

        CREATE FUNCTION title_numbers(title_key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN ARRAY(
            SELECT DISTINCT word FROM unnest(title_words(title_key)) AS given(word) WHERE word ~ '^[0-9]+$' ORDER BY word);

        CREATE FUNCTION product_match_key(title_key text, kind text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE
            WHEN btrim(title_key) = '' THEN ''
            WHEN kind = 'game' THEN
                array_to_string(ARRAY(SELECT word FROM unnest(title_words(title_key)) WITH ORDINALITY AS given(word, place)
                    WHERE word NOT IN ('and', 'e', 'the') ORDER BY place), '') || '#' || array_to_string(title_numbers(title_key), ',')
            ELSE array_to_string(ARRAY(SELECT DISTINCT word FROM unnest(title_words(title_key)) AS given(word) ORDER BY word), ' ') END;

        -- How much of the shorter name is in the other, 0 to 1.
        CREATE FUNCTION shared_words(one text, other text) RETURNS real LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
            WITH first AS (SELECT DISTINCT word FROM unnest(title_words(one)) AS given(word) WHERE word NOT IN ('and', 'e', 'the', 'of', 'de', 'a', 'o')),
                second AS (SELECT DISTINCT word FROM unnest(title_words(other)) AS given(word) WHERE word NOT IN ('and', 'e', 'the', 'of', 'de', 'a', 'o'))
            SELECT coalesce((SELECT count(*) FROM first JOIN second USING (word))::real
                / nullif(least((SELECT count(*) FROM first), (SELECT count(*) FROM second)), 0), 0));

        -- GS1: 13 digits, the last one checks; 2, 02 and 04 are numbers that a shop gives to itself.
        CREATE FUNCTION is_trade_gtin(gtin text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
            WHEN gtin IS NULL OR gtin !~ '^[0-9]{13}$' OR gtin ~ '^(2|02|04|000000)' THEN false
            ELSE (SELECT (10 - sum(substr(gtin, place, 1)::int * CASE place % 2 WHEN 1 THEN 1 ELSE 3 END) % 10) % 10 = substr(gtin, 13, 1)::int
                FROM generate_series(1, 12) AS place) END;
        """;

    /// <summary>What tells the closing run whose history to reckon anew; 72 hours are the tolerance of Gaps.</summary>
    public const string Changes = """
        CREATE FUNCTION note_price_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO price_changes (listing_id) SELECT DISTINCT listing_id FROM touched;
            RETURN NULL;
        END $$;
        CREATE TRIGGER price_observations_added AFTER INSERT ON price_observations
            REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_price_changes();
        CREATE TRIGGER price_observations_corrected AFTER UPDATE ON price_observations
            REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_price_changes();
        CREATE TRIGGER price_observations_removed AFTER DELETE ON price_observations
            REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_price_changes();

        CREATE FUNCTION note_listing_gap() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO listing_gaps (listing_id, from_at, to_at, is_other) VALUES (OLD.listing_id, OLD.last_seen_at, NEW.last_seen_at, false)
                ON CONFLICT (listing_id, from_at) DO UPDATE SET to_at = excluded.to_at;
            INSERT INTO price_changes (listing_id) VALUES (OLD.listing_id);
            RETURN NULL;
        END $$;
        CREATE TRIGGER listing_seen_again AFTER UPDATE OF last_seen_at ON listing_sightings FOR EACH ROW
            WHEN (NEW.last_seen_at > OLD.last_seen_at + interval '72 hours') EXECUTE FUNCTION note_listing_gap();
        """;

    /// <summary>The twin of DeliveryTotal.Of, for sorting.</summary>
    public const string Delivery = """
        CREATE FUNCTION delivery_fee(price numeric, region text, rule delivery_rules) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN CASE region
                WHEN 'mainland' THEN CASE WHEN price >= (rule).free_from THEN 0 ELSE (rule).mainland_fee END
                WHEN 'azores' THEN (rule).azores_fee
                WHEN 'madeira' THEN (rule).madeira_fee
                WHEN 'pickup' THEN (rule).pickup_fee END;

        CREATE FUNCTION delivery_total(price numeric, region text, store text, on_day date) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
            SELECT price + delivery_fee(price, region, delivery_rules)
            FROM delivery_rules WHERE store_key = store AND since <= on_day ORDER BY since DESC LIMIT 1
        $$;
        """;
}
