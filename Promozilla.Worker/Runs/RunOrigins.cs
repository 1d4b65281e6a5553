namespace Promozilla.Worker.Runs;

/// <summary>The words of scrape_runs.origin and scrape_runs.status.</summary>
internal static class RunOrigins
{
    public const string Nightly = "nightly";
    public const string Asked = "asked";
    public const string History = "history";

    /// <summary>Reads product pages of readings that are held, and no category.</summary>
    public const string Recheck = "recheck";

    /// <summary>Reads nothing: what operators decided shows and is told by its closing.</summary>
    public const string Operator = "operator";

    /// <summary>No run: a start of the Worker that shows other stores.</summary>
    public const string Start = "start";
}

internal static class RunStatuses
{
    public const string Requested = "requested";
    public const string Running = "running";
    public const string Closed = "closed";
}
