using Npgsql;

namespace Promozilla.Worker.Thumbnails;

/// <summary>A product shows the picture of the first of its listings that has one: new before used, on the shelf before missing, the oldest.</summary>
internal static class ProductPictures
{
    private const string Best = """
        SELECT DISTINCT ON (listing.product_id) listing.product_id, listing.image_hash, listing.image_type, listing.image_widths
        FROM listings listing WHERE listing.product_id IS NOT NULL AND listing.image_type IS NOT NULL
        """;

    private const string Order = "ORDER BY listing.product_id, listing.condition <> 'new', listing.missing_since IS NOT NULL, listing.id";

    private const string All = $"""
        UPDATE products product SET image_hash = best.image_hash, image_type = best.image_type, image_widths = best.image_widths
        FROM ({Best} {Order}) best
        WHERE best.product_id = product.id AND product.image_hash IS DISTINCT FROM best.image_hash
        """;

    /// <summary>For one listing's product ($1 is the listing). <see cref="Lock"/> goes before it: then two answers at once see each other.</summary>
    public const string Follow = $"""
        UPDATE products product SET image_hash = best.image_hash, image_type = best.image_type, image_widths = best.image_widths
        FROM ({Best} AND listing.product_id = (SELECT product_id FROM listings WHERE id = $1) {Order}) best
        WHERE best.product_id = product.id AND product.image_hash IS DISTINCT FROM best.image_hash
        """;

    public const string Lock = "SELECT id FROM products WHERE id = (SELECT product_id FROM listings WHERE id = $1) FOR NO KEY UPDATE";

    public static async Task<int> FollowAllAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(All);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
