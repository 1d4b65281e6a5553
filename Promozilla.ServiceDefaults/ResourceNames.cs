namespace Promozilla.ServiceDefaults;

/// <summary>Names of the topology's resources: the AppHost gives them, every service reads its connection strings by them.</summary>
public static class ResourceNames
{
    public const string Postgres = "postgres";
    public const string Database = "promozilladb";
    public const string DatabaseName = "promozilla";
    public const string Messaging = "messaging";
    public const string Cache = "cache";
    public const string Mail = "mail";
    public const string Prometheus = "prometheus";
    public const string Grafana = "grafana";
    public const string SampleStores = "samples";
    public const string Worker = "worker";
    public const string Scraper = "scraper";
    public const string Web = "web";

    /// <summary>The Redis channel on which the Worker says that what the site shows has changed; the message says whose (a market's key; any other word: everybody's) and why.</summary>
    public const string PagesChanged = "promozilla:pages-changed";

    /// <summary>The Redis key with which the Worker says that nobody waits for this run any more: the Scraper stops reading for it.</summary>
    public static string RunCancelled(Guid run) => $"promozilla:run-cancelled:{run:N}";
}
