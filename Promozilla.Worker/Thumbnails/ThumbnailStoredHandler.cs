using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Thumbnails;

/// <summary>Notes where a picture is, or that it was refused, so that it is not asked for again.</summary>
public sealed class ThumbnailStoredHandler(NpgsqlDataSource database, DatabaseGate gate, ThumbnailRequests requests) : IMessageHandler<ThumbnailStored>
{
    private const string OnListing = "UPDATE listings SET image_hash = $3 WHERE id = $1 AND image_url = $2";

    private const string OnProduct = """
        UPDATE products product SET image_hash = $2, image_type = $3 FROM listings listing
        WHERE listing.id = $1 AND listing.product_id = product.id AND product.image_hash IS NULL
        """;

    public async Task HandleAsync(ThumbnailStored message, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OnListing).With(
            Sql.Value(message.ListingId), Sql.Value(message.ImageUrl), Sql.Value(message.MediaHash ?? "")));
        if (message.MediaHash is { } hash)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(OnProduct).With(
                Sql.Value(message.ListingId), Sql.Value(hash), Sql.Nullable(message.MediaType)));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        requests.Answered(message.ListingId);
    }
}
