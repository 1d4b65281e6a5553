using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;
using Promozilla.Web.Cards;

namespace Promozilla.Tests.Web.Cards;

[Trait("needs", "postgres")]
public sealed partial class CardTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };

    [Theory]
    [InlineData("/p/mario-kart-world")]
    [InlineData("/p/splatoon-3?lang=en")]
    [InlineData("/")]
    [InlineData("/lojas/cogumelo")]
    public async Task A_page_names_one_card_of_the_size_that_networks_show(string page)
    {
        var head = WebUtility.HtmlDecode(await http.GetStringAsync(page));
        var image = Assert.Single(Meta("og:image", head));
        Assert.Equal("1200 630 image/png", $"{Meta("og:image:width", head).Single()} {Meta("og:image:height", head).Single()} {Meta("og:image:type", head).Single()}");
        Assert.NotEmpty(Assert.Single(Meta("og:image:alt", head)));

        using var card = await http.GetAsync(image);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (card.StatusCode, card.Content.Headers.ContentType?.MediaType));
        Assert.Equal("cross-origin", card.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        var png = await card.Content.ReadAsByteArrayAsync();
        Assert.Equal((1200, 630), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.InRange(png.Length, 10_000, 600_000);
        Assert.True(PngReader.Read(png)!.Pixels.Chunk(4).Select(pixel => (pixel[0], pixel[1], pixel[2])).Distinct().Count() > 20);
    }

    [Fact]
    public async Task A_card_is_kept_and_not_sent_to_whoever_has_it()
    {
        using var first = await http.GetAsync("/cartoes/p/donkey-kong-bananza.png?v=1");
        using var again = await http.GetAsync("/cartoes/p/donkey-kong-bananza.png?v=2");
        Assert.Null(first.Headers.Age);
        Assert.NotNull(again.Headers.Age);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cartoes/p/donkey-kong-bananza.png");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var same = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task A_card_of_nothing_is_none_and_that_of_a_merged_product_is_elsewhere()
    {
        await using var db = site.CreateContext();
        var product = await db.Products.FirstAsync();
        db.ProductRedirects.Add(new ProductRedirect { Slug = "cartao-antigo", ProductId = product.Id, CreatedAt = product.CreatedAt });
        await db.SaveChangesAsync();
        using var none = await http.GetAsync("/cartoes/p/nunca-existiu.png");
        using var moved = await http.GetAsync("/cartoes/p/cartao-antigo.png");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.PermanentRedirect), (none.StatusCode, moved.StatusCode));
        Assert.Equal($"/cartoes/p/{product.Slug}.png", moved.Headers.Location?.OriginalString);
    }

    private static List<string> Meta(string name, string head) =>
        [.. Properties().Matches(head).Where(match => match.Groups[1].Value == name).Select(match => match.Groups[2].Value)];

    [GeneratedRegex("<meta property=\"([^\"]+)\" content=\"([^\"]*)\"")]
    private static partial Regex Properties();
}
