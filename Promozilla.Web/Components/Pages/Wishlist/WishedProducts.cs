using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Web.Accounts;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>What the person of this request wishes for, read once however many hearts the page has.</summary>
public sealed class WishedProducts(IDbContextFactory<PromozillaDbContext> database)
{
    private Task<HashSet<string>>? reading;

    public Task<HashSet<string>> SlugsAsync(ClaimsPrincipal person, CancellationToken cancellationToken) => reading ??= ReadAsync(person.Id(), cancellationToken);

    private async Task<HashSet<string>> ReadAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.WishlistItems.Where(item => item.UserId == person).Select(item => item.Product.Slug).ToHashSetAsync(cancellationToken);
    }
}
