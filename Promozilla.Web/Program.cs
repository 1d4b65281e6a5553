using Promozilla.Data;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Accounts;
using Promozilla.Web.Components;
using Promozilla.Web.Components.Pages;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Site;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.AddServiceDefaults();
builder.AddPromozillaDatabase();
builder.AddSite();
builder.AddPageCache();
builder.AddAccounts();
builder.AddPages();

var app = builder.Build();
app.UseSite();
app.UseAccounts();
app.UsePageCache();

app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapPictures();
app.MapPreferences();
app.MapAccounts();
app.MapWishlist();
app.MapRazorComponents<App>().WithStaticAssets();
app.Run();
