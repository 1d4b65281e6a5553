using System.Net;
using Promozilla.Data.Catalogue;

namespace Promozilla.Tests.Web;

[Trait("needs", "postgres")]
public sealed class ProductAddressTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task The_address_of_a_product_that_was_merged_leads_to_where_it_is_now()
    {
        await using (var db = site.CreateContext())
        {
            var product = db.Products.OrderBy(row => row.Id).First();
            db.ProductRedirects.Add(new ProductRedirect { Slug = "velho-nome", ProductId = product.Id, CreatedAt = product.CreatedAt });
            await db.SaveChangesAsync();
        }

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };
        using var moved = await client.GetAsync("/p/velho-nome?dias=30");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/p/mario-kart-world?dias=30"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        using var there = await client.GetAsync(moved.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        Assert.Contains("Nunca o vimos mais barato", await there.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nowhere = await client.GetAsync("/p/nunca-existiu");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }
}
