using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts;

/// <summary>The mails an account needs, as rows that the Worker sends, in the language of the account. Text first and complete; HTML without pictures or trackers.</summary>
public sealed class AccountMails(
    IDbContextFactory<PromozillaDbContext> database, IHttpContextAccessor http, IOptions<SiteOptions> site, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>More than this many of one kind in an hour is somebody playing with another's address.</summary>
    private const int MostAnHour = 5;

    public Task WriteConfirmAsync(User user, string token, Carried carried, CancellationToken cancellationToken) => WriteAsync(
        user, user.Email!, "confirm", Absolute("/conta/confirmar", Parts(user, token).Append(("juntar", carried.Wish)).Append(("voltar", carried.Return))), cancellationToken);

    public Task WriteResetAsync(User user, string token, CancellationToken cancellationToken) =>
        WriteAsync(user, user.Email!, "reset", Absolute("/conta/nova-palavra-passe", Parts(user, token)), cancellationToken);

    public Task WriteKnownAsync(User user, CancellationToken cancellationToken) =>
        WriteAsync(user, user.Email!, "known", Absolute("/conta/entrar", []), cancellationToken);

    /// <summary>To the new address, which is the account's only once its link was used.</summary>
    public Task WriteNewAddressAsync(User user, string address, string token, CancellationToken cancellationToken) => WriteAsync(
        user, address, "new_address", Absolute("/conta/email/confirmar", Parts(user, token).Append(("email", address))), cancellationToken);

    /// <summary>To the old address, with the way back.</summary>
    public Task WriteAddressChangedAsync(User user, string oldAddress, string undo, CancellationToken cancellationToken) => WriteAsync(
        user, oldAddress, "address_changed", Absolute("/conta/email/desfazer", [("codigo", undo)]), cancellationToken, user.Email!);

    /// <summary>What changed in how the account is entered. Never held back: whoever takes an account over would like it to be.</summary>
    /// <param name="what">A word of the texts Mail.{what}: password_changed, two_factor_on, passkey_added...</param>
    public Task WriteSecurityAsync(User user, string what, CancellationToken cancellationToken, string detail = "") =>
        WriteAsync(user, user.Email!, what, Absolute("/conta", []), cancellationToken, detail, security: true);

    private async Task WriteAsync(User user, string to, string kind, Uri link, CancellationToken cancellationToken, string detail = "", bool security = false)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (!security && await db.OutgoingMails.CountAsync(
            mail => mail.UserId == user.Id && mail.Kind == kind && mail.CreatedAt > now.AddHours(-1), cancellationToken) >= MostAnHour)
        {
            return;
        }

        var letter = new AccountLetters(texts).Write(user.Language, kind, detail, link, now, DeviceName.Of(http.HttpContext!.Request.Headers.UserAgent).Words);
        db.OutgoingMails.Add(letter.ToMail(user.Id, to, kind, now));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<(string Name, string? Value)> Parts(User user, string token) =>
        [("utilizador", user.Id.ToString()), ("codigo", UrlToken.Write(token))];

    private Uri Absolute(string path, IEnumerable<(string Name, string? Value)> parts)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parts.Where(part => !string.IsNullOrEmpty(part.Value)))
        {
            query.Add(name, value!);
        }

        return site.Value.Absolute(http.HttpContext!, path + query.ToQueryString());
    }
}
