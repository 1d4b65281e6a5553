using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Thumbnails;

/// <summary>
/// Asks for the picture of each product's first listing where it has none or its address has changed, a bounded number at a time, promotions first. What
/// was refused waits; meanwhile the product's next listing is asked.
/// </summary>
public sealed class ThumbnailRequests(NpgsqlDataSource database, DatabaseGate gate, MessagePublisher publisher, PageNews pages, IOptions<RunOptions> options, TimeProvider clock)
{
    private const int AtATime = 40;

    /// <summary>When nothing was wanted, the tick looks again after this; a closing run looks at once.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private const string Wanted = """
        SELECT listing.id, listing.store_key, listing.image_url, listing.definition
        FROM products product
        CROSS JOIN LATERAL (
            SELECT one.id, one.store_key, one.image_url, one.image_source, one.image_refused, one.image_retry_at, store.definition::text
            FROM listings one
            JOIN stores store ON store.key = one.store_key AND store.enabled
            WHERE one.product_id = product.id AND one.image_url IS NOT NULL
                AND (one.image_type IS NOT NULL OR one.image_refused IS DISTINCT FROM one.image_url OR one.image_retry_at <= $3)
            ORDER BY one.condition <> 'new', one.missing_since IS NOT NULL, one.id
            LIMIT 1
        ) listing
        WHERE listing.image_source IS DISTINCT FROM listing.image_url
            AND (listing.image_refused IS DISTINCT FROM listing.image_url OR listing.image_retry_at <= $3)
            AND NOT listing.id = ANY ($1)
        ORDER BY product.promotion_percent DESC NULLS LAST, product.id
        LIMIT $2
        """;

    private readonly ConcurrentDictionary<long, DateTimeOffset> asked = new();
    private DateTimeOffset quietUntil = DateTimeOffset.MinValue;
    private bool arrived;

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        // Once a tick, not once a picture.
        if (Interlocked.Exchange(ref arrived, false))
        {
            await pages.TellAsync("pictures arrived");
        }

        if (gate.IsReady && clock.GetUtcNow() >= quietUntil)
        {
            await AskAsync(cancellationToken);
        }
    }

    /// <summary>After a run has closed: listings may have moved to other products, their pictures with them, and new addresses are there.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (await ProductPictures.FollowAllAsync(database, cancellationToken) > 0)
        {
            Volatile.Write(ref arrived, true);
        }

        if (gate.IsReady)
        {
            await AskAsync(cancellationToken);
        }
    }

    public void Answered(long listingId)
    {
        asked.TryRemove(listingId, out _);
        Volatile.Write(ref arrived, true);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (listing, _) in asked.Where(request => request.Value < now.AddMinutes(-options.Value.PictureMinutes)))
        {
            asked.TryRemove(listing, out _);
        }

        // In halves: one look for twenty answers, not one for each.
        if (asked.Count > AtATime / 2)
        {
            return;
        }

        var wanted = await WantedAsync(AtATime - asked.Count, now, cancellationToken);
        quietUntil = wanted.Count == 0 ? now + Quiet : now;
        foreach (var request in wanted)
        {
            asked[request.ListingId] = now;
            await publisher.PublishAsync(request, cancellationToken);
        }
    }

    internal async Task<List<FetchThumbnail>> WantedAsync(int count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Wanted).With(Sql.Longs([.. asked.Keys], id => id), Sql.Value(count), Sql.Value(now));
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
