using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Web;

/// <summary>What lately happened in the seeded shop: some came a week or more ago, one after the other; of some a promotion has just ended; some can only be ordered ahead.</summary>
internal sealed class NewsSeed(DateTimeOffset now)
{
    private readonly List<(Product Product, DateTimeOffset? Arrived, DateTimeOffset? Ended, decimal? Price)> told = [];

    public void Tell(Product product, IEnumerable<Listing> listings, int index, decimal price)
    {
        DateTimeOffset? arrived = index % 6 is 5 ? now.AddDays(-1 - (index % 5 * 6)) : null;
        DateTimeOffset? ended = index % 8 is 4 ? now.AddHours(-30) : null;
        if (arrived is not null || ended is not null)
        {
            told.Add((product, arrived, ended, ended is null ? null : price - 8));
        }

        if (index % 12 is 5)
        {
            product.InStock = false;
            foreach (var offer in listings)
            {
                offer.Availability = Availability.PreOrder;
            }
        }
    }

    /// <summary>Once the products have their ids.</summary>
    public void Add(PromozillaDbContext db, string store) => db.ProductNews.AddRange(told.Select(news => new ProductNews
    {
        ProductId = news.Product.Id,
        ArrivedAt = news.Arrived,
        EndedAt = news.Ended,
        EndedPrice = news.Price,
        EndedStoreKey = news.Ended is null ? null : store,
    }));
}
