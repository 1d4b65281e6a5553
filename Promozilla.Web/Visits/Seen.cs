namespace Promozilla.Web.Visits;

/// <summary>What is kept of a request, and all that is: the address is not among it.</summary>
/// <param name="Visitor">Null: a robot.</param>
/// <param name="Yesterday">The same visitor's key of the day before, for a visit that crosses midnight.</param>
internal sealed record Seen(string Market, DateTimeOffset At, long? Visitor, long? Yesterday)
{
    public string? Goal { get; init; }
    public string? Path { get; init; }
    public string? Referrer { get; init; }
    public Campaign Campaign { get; init; } = Campaign.None;
    public string? Country { get; init; }
    public string? Language { get; init; }
    public string? Device { get; init; }
    public string? Browser { get; init; }
    public string? System { get; init; }
    public string? Bot { get; init; }
}

/// <summary>What a link to us says of itself: utm_source, utm_medium, utm_campaign. Anybody can write anything there: what is no plain word is not kept.</summary>
internal sealed record Campaign(string? Source, string? Medium, string? Name)
{
    private const int Longest = 60;

    public static readonly Campaign None = new(null, null, null);

    public static Campaign Of(HttpRequest request) =>
        request.QueryString.HasValue && request.QueryString.Value!.Contains("utm_", StringComparison.OrdinalIgnoreCase)
            ? new Campaign(Word(request.Query["utm_source"]), Word(request.Query["utm_medium"]), Word(request.Query["utm_campaign"]))
            : None;

    private static string? Word(string? given)
    {
        var word = given?.Trim().ToLowerInvariant();
        return word is { Length: > 0 and <= Longest } && word.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ' or '+' or '/') ? word : null;
    }
}
