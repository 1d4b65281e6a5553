using System.Collections.Concurrent;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Thumbnails;

/// <summary>Asks for pictures of products that have none, a bounded number at a time, those on promotion first.</summary>
public sealed class ThumbnailRequests(NpgsqlDataSource database, DatabaseGate gate, MessagePublisher publisher, PageNews pages, TimeProvider clock)
{
    private const int AtATime = 40;

    /// <summary>An answer that did not come by then is asked for again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // image_hash '' on a listing: its picture was refused.
    private const string Wanted = """
        SELECT DISTINCT ON (product.promotion_percent, product.id) listing.id, listing.store_key, listing.image_url, store.definition::text
        FROM products product
        JOIN listings listing ON listing.product_id = product.id AND listing.image_url IS NOT NULL AND listing.image_hash IS NULL
        JOIN stores store ON store.key = listing.store_key AND store.enabled
        WHERE product.image_hash IS NULL AND NOT listing.id = ANY ($1)
        ORDER BY product.promotion_percent DESC NULLS LAST, product.id, listing.condition <> 'new', listing.missing_since NULLS FIRST, listing.id
        LIMIT $2
        """;

    private readonly ConcurrentDictionary<long, DateTimeOffset> asked = new();
    private bool arrived;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        // Once a tick, not once a picture.
        if (Interlocked.Exchange(ref arrived, false))
        {
            await pages.TellAsync("pictures arrived");
        }

        var now = clock.GetUtcNow();
        foreach (var (listing, _) in asked.Where(request => request.Value < now - Patience))
        {
            asked.TryRemove(listing, out _);
        }

        if (!gate.IsReady || asked.Count >= AtATime)
        {
            return;
        }

        foreach (var request in await WantedAsync(AtATime - asked.Count, cancellationToken))
        {
            asked[request.ListingId] = now;
            await publisher.PublishAsync(request, cancellationToken);
        }
    }

    public void Answered(long listingId)
    {
        asked.TryRemove(listingId, out _);
        Volatile.Write(ref arrived, true);
    }

    private async Task<List<FetchThumbnail>> WantedAsync(int count, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Wanted).With(Sql.Longs([.. asked.Keys], id => id), Sql.Value(count));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var wanted = new List<FetchThumbnail>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var hosts = StoreDefinition.Parse(reader.GetString(3)).Hosts;
            wanted.Add(new FetchThumbnail(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), hosts));
        }

        return wanted;
    }
}
