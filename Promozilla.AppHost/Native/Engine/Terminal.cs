using System.Text.RegularExpressions;

namespace Promozilla.AppHost.Engine;

/// <summary>What the engine shows: the resources' lines, each with its name before it, and the table of all.</summary>
internal sealed partial class Terminal(TextWriter output, bool colour)
{
    private static readonly string[] Colours = ["36", "33", "32", "35", "34", "96", "93", "92", "95", "94"];

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> prefixes = [];

    public static bool HasColour => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;

    public void Know(IReadOnlyList<Resource> resources)
    {
        var width = resources.Max(resource => resource.Name.Length);
        for (var i = 0; i < resources.Count; i++)
        {
            var name = resources[i].Name.PadRight(width);
            prefixes[resources[i].Name] = colour ? $"\u001b[{Colours[i % Colours.Length]}m{name} |\u001b[0m " : $"{name} | ";
        }
    }

    public void Line(string resource, string line) => Write(prefixes.GetValueOrDefault(resource, "") + (colour ? line : ColourSequence().Replace(line, "")));

    public void Say(string line) => Write(line);

    public void Table(IReadOnlyList<ResourceRun> runs)
    {
        List<(string Name, string State, string Address)> rows = [("resource", "state", "address"), .. runs.Select(Row)];
        var name = rows.Max(row => row.Name.Length);
        var state = rows.Max(row => row.State.Length);
        Write(string.Join('\n', ["", .. rows.Select(row => $"  {row.Name.PadRight(name)}  {row.State.PadRight(state)}  {row.Address}".TrimEnd()), ""]));
    }

    public static string Address(Resource resource) => string.Join("  ", resource.Endpoints.Select(endpoint =>
    {
        var url = endpoint.UriScheme == "tcp" ? endpoint.Url[6..] : endpoint.Url;
        return resource.UrlTexts.TryGetValue(endpoint.Name, out var text) && text.Length > 0 ? $"{url} ({text})" : url;
    }));

    private static (string Name, string State, string Address) Row(ResourceRun run) =>
        (run.Resource.Name, run.State.ToString().ToLowerInvariant() + (run.Restarts > 0 ? $" (again: {run.Restarts})" : ""), Address(run.Resource));

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex ColourSequence();

    private void Write(string text)
    {
        lock (gate)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }
}
