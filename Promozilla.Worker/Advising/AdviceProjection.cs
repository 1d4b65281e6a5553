using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Advising;

/// <summary>Writes the advice onto the products at every close, because the calendar alone may change it; only where it did.</summary>
internal static class AdviceProjection
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // A fall: by a euro and by 3 %, the price before it being in force until then.
    private const string Facts = """
        WITH steps AS (
            SELECT product_id, price, from_at, least(coalesce(to_at, $1), $1) AS until,
                lag(price) OVER line AS before, lag(to_at) OVER line = from_at AS follows
            FROM best_price_spans WHERE from_at <= $1 WINDOW line AS (PARTITION BY product_id ORDER BY from_at)
        ), year AS (
            SELECT steps.*, until - greatest(from_at, $1 - interval '365 days') AS lasted FROM steps WHERE until >= $1 - interval '365 days'
        ), told AS (
            SELECT year.product_id,
                coalesce(sum(extract(epoch FROM lasted)) FILTER (WHERE year.price < product.best_price) / nullif(sum(extract(epoch FROM lasted)), 0), 0) AS share,
                count(*) FILTER (WHERE follows AND before - year.price >= greatest(1, before * 0.03) AND from_at >= $1 - interval '365 days')::int AS falls,
                max(from_at) FILTER (WHERE follows AND before - year.price >= greatest(1, before * 0.03)) AS fell,
                min(year.price) AS low, count(DISTINCT year.price) > 1 AS moved
            FROM year JOIN products product ON product.id = year.product_id AND product.best_price IS NOT NULL
            GROUP BY year.product_id
        )
        SELECT product.id, product.best_price, product.low_price, product.low_at, told.low, watched.since, coalesce(told.share, 0), coalesce(told.falls, 0),
            told.fell, coalesce(told.moved, false), ($1 AT TIME ZONE coalesce(hours.time_zone, 'UTC'))::date, product.market
        FROM products product
        LEFT JOIN told ON told.product_id = product.id
        LEFT JOIN (
            SELECT product_id, min(watched_since) AS since FROM product_lows WHERE store_key = '' AND wear = 'new' GROUP BY product_id
        ) watched ON watched.product_id = product.id
        LEFT JOIN (SELECT market, min(time_zone) AS time_zone FROM stores GROUP BY market) hours ON hours.market = product.market
        WHERE product.best_price IS NOT NULL OR product.advice_reason IS DISTINCT FROM 'not_on_sale'
        """;

    private const string Write = """
        UPDATE products product SET advice = fresh.word, advice_reason = fresh.reason, advice_confidence = fresh.confidence, advice_numbers = fresh.numbers::jsonb
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) AS fresh(id, word, reason, confidence, numbers)
        WHERE product.id = fresh.id AND (product.advice, product.advice_reason, product.advice_confidence, product.advice_numbers)
            IS DISTINCT FROM (fresh.word, fresh.reason, fresh.confidence, fresh.numbers::jsonb)
        """;

    public static async Task UpdateAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        var advices = await AllAsync(run, cancellationToken);
        await run.ExecuteAsync(
            Write, cancellationToken,
            Sql.Longs(advices, row => row.Id), Sql.Texts(advices, row => row.Advice.Word), Sql.Texts(advices, row => row.Advice.Reason),
            Sql.Texts(advices, row => row.Advice.Confidence), Sql.Texts(advices, row => JsonSerializer.Serialize(row.Advice.Numbers, Plain)));
    }

    private static async Task<List<(long Id, Advice Advice)>> AllAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Facts, run.Connection).With(Sql.Value(run.ObservedAt));
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var advices = new List<(long, Advice)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var facts = new AdviceFacts(
                reader.Get<decimal?>(1), reader.Get<decimal?>(2), reader.Get<DateTimeOffset?>(3), reader.Get<decimal?>(4), reader.Get<DateTimeOffset?>(5),
                reader.GetDecimal(6), reader.GetInt32(7), reader.Get<DateTimeOffset?>(8), reader.GetBoolean(9));
            advices.Add((reader.GetInt64(0), BuyOrWait.Of(facts, run.ObservedAt, reader.GetString(11), reader.GetFieldValue<DateOnly>(10))));
        }

        return advices;
    }
}
