using Promozilla.Data;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts;
using Promozilla.Web.Api;
using Promozilla.Web.Components;
using Promozilla.Web.Components.Pages;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Feeds;
using Promozilla.Web.Site;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.AddServiceDefaults();
builder.AddPromozillaDatabase();
builder.AddSite();
builder.AddPageCache();
builder.AddAccounts();
builder.AddPages();
builder.AddApi();
builder.AddFeeds();

var app = builder.Build();
app.UseSite();
app.UseAccounts();
app.UsePageCache();

app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapPictures();
app.MapPreferences();
app.MapSuggestions();
app.MapAccounts();
app.MapWishlist();
app.MapApi();
app.MapFeeds();
app.MapSitemaps();
app.MapRazorComponents<App>().WithStaticAssets();
app.Run();
