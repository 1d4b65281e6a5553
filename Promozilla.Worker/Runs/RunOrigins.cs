namespace Promozilla.Worker.Runs;

/// <summary>The words of scrape_runs.origin and scrape_runs.status.</summary>
internal static class RunOrigins
{
    public const string Nightly = "nightly";
    public const string Asked = "asked";
    public const string History = "history";
}

internal static class RunStatuses
{
    public const string Requested = "requested";
    public const string Running = "running";
    public const string Closed = "closed";
}
