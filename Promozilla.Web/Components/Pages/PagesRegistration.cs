using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Web.Cards;
using Promozilla.Web.Components.Pages.About;
using Promozilla.Web.Components.Pages.Home;
using Promozilla.Web.Components.Pages.Products;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Components.Pages.Stores;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages;

public static class PagesRegistration
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<HomeQuery>().AddSingleton<ShelfQuery>().AddSingleton<ProductQuery>().AddSingleton<MovedProducts>()
            .AddSingleton<CardPictures>().AddSingleton<CardQuery>().AddSingleton<SearchQuery>()
            .AddSingleton<StoreQuery>().AddSingleton<WishlistQuery>().AddSingleton<WishLists>().AddSingleton<WishGifts>()
            .AddSingleton<WishExport>().AddSingleton<WishImport>().AddSingleton<ApiReference>();
        builder.Services.AddScoped<WishedProducts>();
        builder.Services.AddSingleton<IDoctorCheck>(new ProgramCheck("vipsthumbnail", "libvips-tools", "cards show a drawing in the place of pictures that are no PNG"));
        return builder;
    }
}
