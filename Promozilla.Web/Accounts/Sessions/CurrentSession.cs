namespace Promozilla.Web.Accounts.Sessions;

/// <summary>A request feature: the session that the request's cookie belongs to.</summary>
public sealed record CurrentSession(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset VerifiedAt)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>The person proved a short while ago who they are, by signing in or by being asked again.</summary>
    public bool IsFresh(DateTimeOffset now) => now - VerifiedAt < Fresh;

    /// <summary>The person was asked again, for what can't be taken back.</summary>
    public bool IsAskedAgain(DateTimeOffset now) => IsFresh(now) && VerifiedAt > CreatedAt;
}
