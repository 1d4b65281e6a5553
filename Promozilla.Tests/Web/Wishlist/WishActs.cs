using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.People;

namespace Promozilla.Tests.Web.Wishlist;

internal static class WishActs
{
    /// <summary>Puts products on somebody's list, as if they had pressed the hearts.</summary>
    public static async Task<Guid> WishAsync(this SiteFixture site, string address, params string[] slugs)
    {
        await using var db = site.CreateContext();
        var user = await db.Users.Where(user => user.Email == address).Select(user => user.Id).SingleAsync();
        var products = await db.Products.Where(product => slugs.Contains(product.Slug)).Select(product => product.Id).ToListAsync();
        Assert.Equal(slugs.Length, products.Count);
        db.WishlistItems.AddRange(products.Select(product => new WishlistItem { UserId = user, ProductId = product, CreatedAt = TimeProvider.System.GetUtcNow() }));
        await db.SaveChangesAsync();
        return user;
    }

    public static async Task<WishlistItem?> WishOfAsync(this SiteFixture site, Guid user, string slug)
    {
        await using var db = site.CreateContext();
        return await db.WishlistItems.AsNoTracking().SingleOrDefaultAsync(item => item.UserId == user && item.Product.Slug == slug);
    }

    /// <summary>A form sent by hand with the person's own cookies, and the token of a form that they see: what a page would never send.</summary>
    public static async Task<IAPIResponse> SendAsync(this IPage page, string path, params (string Name, string Value)[] fields)
    {
        await page.GotoAsync("/lista/gerir");
        var form = page.APIRequest.CreateFormData();
        form.Set("__RequestVerificationToken", await page.Locator("main input[name=__RequestVerificationToken]").First.GetAttributeAsync("value") ?? "");
        foreach (var (name, value) in fields)
        {
            form.Set(name, value);
        }

        return await page.APIRequest.PostAsync(path, new() { Form = form, MaxRedirects = 0 });
    }

    /// <summary>One form for each value, all at the same moment.</summary>
    public static async Task SendAtOnceAsync(this IPage page, string path, string name, params string[] values)
    {
        await page.GotoAsync("/lista/gerir");
        var token = await page.Locator("main input[name=__RequestVerificationToken]").First.GetAttributeAsync("value") ?? "";
        await Task.WhenAll(values.Select(value =>
        {
            var form = page.APIRequest.CreateFormData();
            form.Set("__RequestVerificationToken", token);
            form.Set(name, value);
            return page.APIRequest.PostAsync(path, new() { Form = form, MaxRedirects = 0 });
        }));
    }
}
