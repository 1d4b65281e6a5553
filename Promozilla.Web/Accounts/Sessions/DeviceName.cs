namespace Promozilla.Web.Accounts.Sessions;

/// <summary>What a person calls the thing they signed in with. A guess from the user agent, of which nothing else is kept.</summary>
public sealed record DeviceName(string? Browser, string? System, string Kind)
{
    public string Words => string.Join(" · ", new[] { Browser, System }.Where(word => word is not null));

    // The first that fits wins: most browsers name those they descend from too.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Vivaldi", "Vivaldi"), ("FxiOS", "Firefox"), ("Firefox", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Sign, string Name, string Kind)[] Systems =
    [
        ("iPhone", "iPhone", "phone"), ("iPad", "iPad", "tablet"), ("Android", "Android", "phone"), ("CrOS", "ChromeOS", "computer"), ("Windows", "Windows", "computer"),
        ("Macintosh", "Mac", "computer"), ("Nintendo", "Nintendo", "computer"), ("Linux", "Linux", "computer"),
    ];

    public static DeviceName Of(string? userAgent)
    {
        userAgent ??= "";
        var browser = Browsers.FirstOrDefault(one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(one => userAgent.Contains(one.Sign, StringComparison.Ordinal));
        // Android leaves the word Mobile out on tablets.
        var kind = system is { Name: "Android" } && !userAgent.Contains("Mobile", StringComparison.Ordinal) ? "tablet" : system.Kind ?? "computer";
        return new DeviceName(browser, system.Name, kind);
    }
}
