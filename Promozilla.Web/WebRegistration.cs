using Promozilla.Data;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts;
using Promozilla.Web.Api;
using Promozilla.Web.Cards;
using Promozilla.Web.Components;
using Promozilla.Web.Components.Pages;
using Promozilla.Web.Components.Pages.Admin.Visits;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Feeds;
using Promozilla.Web.Installing;
using Promozilla.Web.MailEvents;
using Promozilla.Web.Operators;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;
using Promozilla.Web.Visits;

namespace Promozilla.Web;

public static class WebRegistration
{
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.AddMarkets(needAddresses: !builder.Environment.IsDevelopment());
        builder.AddPromozillaDatabase(() => MarketOfRequest.Known?.Key);
        builder.AddSite();
        builder.AddPageCache();
        builder.AddAccounts();
        builder.AddPages();
        builder.AddApi();
        builder.AddFeeds();
        builder.AddMailEvents();
        builder.AddOperators();
        builder.AddVisits();
        return builder;
    }

    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseSite();
        app.UseAccounts();
        app.UsePageCache();
        app.MapStaticAssets();
        app.MapInstalling();
        app.MapPictures();
        app.MapPreferences();
        app.MapSuggestions();
        app.MapAccounts();
        app.MapWishlist();
        app.MapMailEvents();
        app.MapApi();
        app.MapFeeds();
        app.MapCards();
        app.MapOperators();
        app.MapStoreLinks();
        app.MapVisitExport();
        app.MapSitemaps();
        app.MapRazorComponents<App>().WithStaticAssets();
        return app;
    }
}
