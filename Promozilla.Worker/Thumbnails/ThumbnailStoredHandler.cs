using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Thumbnails;

/// <summary>
/// Notes where a picture is, or that it was refused. An answer for an address that the listing has no longer changes nothing, and neither does one that
/// comes twice: the order of answers doesn't matter.
/// </summary>
public sealed class ThumbnailStoredHandler(NpgsqlDataSource database, DatabaseGate gate, ThumbnailRequests requests, TimeProvider clock) : IMessageHandler<ThumbnailStored>
{
    private const string Stored = """
        UPDATE listings SET image_hash = $3, image_type = $4, image_widths = $5, image_source = image_url,
            image_refused = NULL, image_refusals = 0, image_retry_at = NULL
        WHERE id = $1 AND image_url = $2
        """;

    // A day, then two, up to a month. Delivered twice, the second finds the wait that the first began.
    private const string Refused = """
        UPDATE listings SET
            image_refusals = CASE WHEN image_refused = image_url THEN image_refusals + 1 ELSE 1 END,
            image_retry_at = $3 + interval '1 day' * (1 << CASE WHEN image_refused = image_url THEN least(image_refusals, 5) ELSE 0 END),
            image_refused = image_url
        WHERE id = $1 AND image_url = $2 AND image_source IS DISTINCT FROM image_url
            AND (image_refused IS DISTINCT FROM image_url OR image_retry_at <= $3)
        """;

    public async Task HandleAsync(ThumbnailStored message, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        if (message is { MediaHash: { } hash, MediaType: { } type })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Stored).With(
                Sql.Value(message.ListingId), Sql.Value(message.ImageUrl), Sql.Value(hash), Sql.Value(type), Sql.Ints(message.Widths, width => width)));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ProductPictures.Lock).With(Sql.Value(message.ListingId)));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ProductPictures.Follow).With(Sql.Value(message.ListingId)));
        }
        else
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Refused).With(
                Sql.Value(message.ListingId), Sql.Value(message.ImageUrl), Sql.Value(clock.GetUtcNow())));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        requests.Answered(message.ListingId);
    }
}
