namespace Promozilla.Data.Operators;

/// <summary>Who may do what in /admin. Names of Identity's roles.</summary>
public static class OperatorRoles
{
    /// <summary>Everything.</summary>
    public const string Administrator = "administrator";

    /// <summary>Stores, runs, prices and matching: nothing of people, mails and the system.</summary>
    public const string Curator = "curator";

    /// <summary>Either, as an authorization attribute wants it.</summary>
    public const string Any = $"{Administrator},{Curator}";
    public static IReadOnlyList<string> All { get; } = [Administrator, Curator];
}
