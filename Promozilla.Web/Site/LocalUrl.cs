namespace Promozilla.Web.Site;

/// <summary>Return addresses from outside: only a path on this site passes.</summary>
public static class LocalUrl
{
    public static string Or(string? address, string otherwise) => IsLocal(address) ? address! : otherwise;

    private static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)
        && !address.Any(char.IsControl);
}
