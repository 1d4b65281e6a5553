using Npgsql;
using Promozilla.Data.Scraping;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Doubt;

/// <summary>
/// Records what a product's own page said, in one transaction. The first answer of a check counts, and only while the reading that it was asked for
/// is still the one that is held: a second answer, a late one, or a night that was quicker change nothing.
/// </summary>
public sealed class ProductPageReadHandler(
    NpgsqlDataSource database, DatabaseGate gate, Partitions partitions, HeldReadings held, RunClosing closing, TimeProvider clock)
    : IMessageHandler<ProductPageRead>
{
    private const string Answer = """
        UPDATE page_checks page SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL
        RETURNING purpose, store_key, run_id, held_id, expected::text, (SELECT item_id FROM listings WHERE id = page.listing_id)
        """;

    private const string Result = "UPDATE page_checks SET outcome = $2, reason = $3 WHERE id = $1";

    public async Task HandleAsync(ProductPageRead message, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken);
        await partitions.EnsureAsync(message.ObservedAt, cancellationToken);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await AnsweredAsync(connection, message, cancellationToken) is not { } check)
            {
                return;
            }

            var (outcome, reason) = check.Purpose == PageCheck.Canary
                ? CanaryOutcome(check, message)
                : await held.RecheckAsync(connection, check, message, cancellationToken);
            await using var result = new NpgsqlCommand(Result, connection).With(
                Sql.Value(message.CheckId), Sql.Value(outcome), Sql.Nullable(reason));
            await result.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            WorkerTelemetry.PageChecks.Add(1, new("purpose", check.Purpose), new("outcome", outcome));
        }

        await closing.TryCloseAsync(message.RunId, cancellationToken);
    }

    private async Task<AnsweredCheck?> AnsweredAsync(NpgsqlConnection connection, ProductPageRead message, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Answer, connection).With(Sql.Value(message.CheckId), Sql.Value(clock.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AnsweredCheck(
                reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.Get<Guid?>(3), reader.Get<string>(4), reader.Get<string>(5))
            : null;
    }

    // A page that could not be fetched says nothing of how we read; one that is not there, or not what it was, does.
    private static (string Outcome, string? Reason) CanaryOutcome(AnsweredCheck check, ProductPageRead message) => message switch
    {
        { Product: { } product } when CanaryRules.Wrong(Canary.Parse(check.Expected ?? "{}"), product) is { } wrong => (CheckOutcomes.Wrong, wrong),
        { Product: not null } => (CheckOutcomes.Right, null),
        { Outcome: ScrapeOutcome.Unreadable or ScrapeOutcome.Gone } => (CheckOutcomes.Wrong, message.Reason ?? message.Outcome),
        _ => (CheckOutcomes.Unchecked, message.Reason ?? message.Outcome),
    };
}

/// <summary>A page check as its answer finds it.</summary>
internal sealed record AnsweredCheck(string Purpose, string StoreKey, Guid RunId, Guid? HeldId, string? Expected, string? ItemId);

/// <summary>The words of page_checks.outcome.</summary>
internal static class CheckOutcomes
{
    public const string Agrees = "agrees";
    public const string Disagrees = "disagrees";
    public const string Unclear = "unclear";
    public const string Overtaken = "overtaken";
    public const string Right = "right";
    public const string Wrong = "wrong";
    public const string Unchecked = "unchecked";
}
