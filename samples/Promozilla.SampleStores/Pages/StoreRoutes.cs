using Promozilla.SampleStores.Control;
using Promozilla.SampleStores.Pictures;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Pages;

/// <summary>Every address that a visitor can ask for.</summary>
public static class StoreRoutes
{
    private const string Robots = "User-agent: *\nDisallow: /_control/\nDisallow: /*/cart$\nDisallow: /*/carrinho\nAllow: /\n";

    // What a real page writes for its lazy pictures: one transparent dot.
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=");

    public static void MapStores(this WebApplication app)
    {
        app.UseMiddleware<FaultMiddleware>();
        app.Use(app.Services.GetRequiredService<Visits>().WatchAsync);
        app.UseRouting();
        app.MapGet("/", FrontPages.Stores);
        app.MapGet("/robots.txt", () => Robots);
        // A Shopify feed names no address: readers put /products/ and the handle together, and know of no prefix.
        app.MapGet("/products/{handle}", (string handle) => Results.Redirect($"/{StoreProfile.Ilha.Prefix}/products/{Uri.EscapeDataString(handle)}"));
        foreach (var store in StoreProfile.All)
        {
            app.MapGet($"/{store.Prefix}", (HttpRequest request, Floor floor) => FrontPages.Front(request, floor, store));
            app.MapGet($"/{store.Prefix}/robots.txt", () => Robots);
        }

        MapCogumelo(app.MapGroup($"/{StoreProfile.Cogumelo.Prefix}"));
        MapCastelo(app.MapGroup($"/{StoreProfile.Castelo.Prefix}"));
        MapIlha(app.MapGroup($"/{StoreProfile.Ilha.Prefix}"));
        MapEstrela(app.MapGroup($"/{StoreProfile.Estrela.Prefix}"));
    }

    private static void MapCogumelo(RouteGroupBuilder store)
    {
        store.MapGet("/pt/{category}", ReplayPages.List);
        store.MapGet("/pt/{aisle}/{file}", ProductPages.Show);
        store.MapGet("/{id}-tm_home_default/{file}", (string id, PictureShelf pictures) => pictures.For(StoreProfile.Cogumelo.Prefix, id));
    }

    private static void MapCastelo(RouteGroupBuilder store)
    {
        store.MapGet("/pt/{category}", StartPages.List);
        store.MapGet("/pt/{aisle}/{file}", ProductPages.Show);
        store.MapGet("/{id}-home_default/{file}", (string id, PictureShelf pictures) => pictures.For(StoreProfile.Castelo.Prefix, id));
        store.MapGet("/{id}-large_default/{file}", (string id, PictureShelf pictures) => pictures.For(StoreProfile.Castelo.Prefix, id));
    }

    private static void MapIlha(RouteGroupBuilder store)
    {
        store.MapGet("/products.json", ShopifyFeed.All);
        store.MapGet("/collections/{collection}/products.json", ShopifyFeed.Collection);
        store.MapGet("/collections/{collection}", FrontPages.Collection);
        store.MapGet("/products/{handle}", ProductPages.Show);
        store.MapGet("/cdn/shop/files/{id}.png", (string id, PictureShelf pictures) => pictures.For(StoreProfile.Ilha.Prefix, id));
    }

    private static void MapEstrela(RouteGroupBuilder store)
    {
        store.MapPost("/ajax", EstrelaPages.Ajax).DisableAntiforgery();
        store.MapGet("/categoria/{slug}", EstrelaPages.List);
        store.MapGet("/produto/{slug}", ProductPages.Show);
        store.MapGet("/includes/imgs/1x1.png", () => Results.Bytes(Dot, "image/png"));
        store.MapGet("/files/static/images/products/{id}_0.png", (string id, PictureShelf pictures) => pictures.For(StoreProfile.Estrela.Prefix, id));
    }
}
