namespace Aspire.Hosting.ApplicationModel;

/// <summary>One address at which a resource can be reached. Under the native engine nothing stands between: the port is the process's own.</summary>
public sealed class EndpointAnnotation(string name, string scheme, int? port)
{
    public string Name => name;

    public string UriScheme => scheme;

    /// <summary>The port that is wished for; the engine takes another one where it is in use.</summary>
    public int? Port => port;

    public bool IsExternal { get; set; }

    internal int AllocatedPort { get; set; }

    internal string Url => $"{scheme}://localhost:{AllocatedPort}";
}

public sealed class ResourceUrlAnnotation
{
    public string Url { get; set; } = "";

    public string? DisplayText { get; set; }
}
