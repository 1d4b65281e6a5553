using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Web.Api;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Feeds;

/// <summary>robots.txt, and the sitemap in parts: a part is a range of product ids, so it never shifts when products come and go.</summary>
public static class Sitemaps
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>The protocol's most is 50,000.</summary>
    private const int IdsInPart = 20_000;

    private static readonly string[] Private = ["/conta/", "/lista", "/procurar", "/admin", "/u/", "/ir/", "/preferencias/"];

    public static void MapSitemaps(this WebApplication app)
    {
        var maps = app.MapGroup("").CacheOutput(PageCache.Machines).ExcludeFromDescription();
        maps.MapGet("/robots.txt", (HttpContext context, IOptions<SiteOptions> site) => Results.Text(
            $"User-agent: *\n{string.Concat(Private.Select(path => $"Disallow: {path}\n"))}\nSitemap: {site.Value.Absolute(context, "/sitemap.xml")}\n"));
        maps.MapGet("/sitemap.xml", IndexAsync);
        maps.MapGet("/sitemaps/paginas.xml", Pages);
        maps.MapGet("/sitemaps/artigos-{part:int}.xml", PartAsync);
    }

    private static async Task<IResult> IndexAsync(HttpContext context, IDbContextFactory<PromozillaDbContext> database, IOptions<SiteOptions> site)
    {
        await using var db = await database.CreateDbContextAsync(context.RequestAborted);
        var parts = await db.Products.GroupBy(product => product.Id / IdsInPart).OrderBy(part => part.Key)
            .Select(part => new { part.Key, Last = part.Max(product => product.UpdatedAt) }).ToListAsync(context.RequestAborted);
        var rows = parts.Select(part => (Address: $"/sitemaps/artigos-{part.Key}.xml", (DateTimeOffset?)part.Last)).Prepend(("/sitemaps/paginas.xml", null));
        return Write("sitemapindex", "sitemap", rows, site.Value, context);
    }

    private static Tagged Pages(HttpContext context, StoreDirectory stores, IOptions<SiteOptions> site)
    {
        var shelves = ShelfFilter.Kinds.SelectMany(kind => ShelfFilter.Platforms.Select(platform => (string?)platform).Prepend(null)
            .Select(platform => new ShelfFilter { Kind = kind, OnPlatform = platform }.Address()));
        string[] pages = ["/", .. shelves, .. ShelfFilter.Platforms.Select(ShelfFilter.PathOfPlatform), .. ShelfList.All.Select(list => list.Path), "/como-verificamos", "/programadores", "/privacidade", .. stores.All.Select(store => $"/lojas/{store.Key}")];
        return Write("urlset", "url", pages.Select(page => (page, (DateTimeOffset?)null)), site.Value, context);
    }

    private static async Task<IResult> PartAsync(int part, HttpContext context, IDbContextFactory<PromozillaDbContext> database, IOptions<SiteOptions> site)
    {
        await using var db = await database.CreateDbContextAsync(context.RequestAborted);
        var (from, to) = ((long)part * IdsInPart, (part + 1L) * IdsInPart);
        var rows = await db.Products.Where(product => product.Id >= from && product.Id < to && db.ProductFacets.Any(shown => shown.ProductId == product.Id)).OrderBy(product => product.Id)
            .Select(product => new { product.Slug, product.UpdatedAt }).ToListAsync(context.RequestAborted);
        return rows.Count is 0
            ? Results.NotFound()
            : Write("urlset", "url", rows.Select(row => ($"/p/{row.Slug}", (DateTimeOffset?)row.UpdatedAt)), site.Value, context);
    }

    private static Tagged Write(string root, string element, IEnumerable<(string Address, DateTimeOffset? Modified)> rows, SiteOptions site, HttpContext context)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(root, Namespace);
            foreach (var (address, modified) in rows)
            {
                xml.WriteStartElement(element, Namespace);
                xml.WriteElementString("loc", Namespace, site.Absolute(context, address).AbsoluteUri);
                if (modified is { } at)
                {
                    xml.WriteElementString("lastmod", Namespace, at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return new Tagged(bytes.ToArray(), "application/xml; charset=utf-8");
    }
}
