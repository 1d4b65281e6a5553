namespace Promozilla.Data.Migrations;

/// <summary>What the model can't say: functions that generated columns need, and the table partitioned by month.</summary>
internal static class Schema
{
    /// <summary>unaccent is only STABLE because its dictionary could change; ours doesn't, and a generated column needs IMMUTABLE.</summary>
    public const string BeforeTables = """
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE EXTENSION IF NOT EXISTS unaccent;
        CREATE FUNCTION immutable_unaccent(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN public.unaccent('public.unaccent'::regdictionary, value);
        """;

    public const string AfterTables = """
        CREATE TABLE price_observations (
            listing_id bigint NOT NULL,
            at timestamptz NOT NULL,
            price numeric(12,2) NOT NULL,
            currency text NOT NULL,
            claimed_price numeric(12,2),
            claimed_kind text,
            availability text NOT NULL,
            run_id uuid NOT NULL,
            CONSTRAINT pk_price_observations PRIMARY KEY (listing_id, at)
        ) PARTITION BY RANGE (at);

        CREATE FUNCTION ensure_price_observations_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            first date := date_trunc('month', month)::date;
            partition text := 'price_observations_' || to_char(first, 'YYYY_MM');
        BEGIN
            IF to_regclass(partition) IS NOT NULL THEN RETURN; END IF;
            PERFORM pg_advisory_xact_lock(hashtext('ensure_price_observations_partition'));
            EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF price_observations FOR VALUES FROM (%L) TO (%L)',
                partition, to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        END $$;

        ALTER TABLE listing_sightings SET (fillfactor = 70);
        """;
}
