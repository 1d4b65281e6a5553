using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Promozilla.Tests.AppHost.Deploy;

/// <summary>The files that bring the topology to where it runs, and what the topology itself says that they must keep.</summary>
internal static partial class DeployFiles
{
    public static readonly string[] Services = ["web", "worker", "scraper"];
    public static readonly string[] Servers = ["postgres", "messaging", "cache"];

    public static JsonNode Compose { get; } = Yaml("deploy/compose/compose.yaml").Single();

    public static IReadOnlyList<JsonNode> Kubernetes { get; } =
    [
        .. from file in Yaml("deploy/kubernetes/kustomization.yaml").Single()["resources"]!.AsArray()
           from document in Yaml($"deploy/kubernetes/{file}")
           select document,
    ];

    /// <summary>Who may reach whom, as AppHost.cs says it: every reference to a server, and another service's address.</summary>
    public static IReadOnlySet<(string From, string To)> Fences { get; } = ReadFences();

    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>Every document of a file; scalars are text.</summary>
    public static IReadOnlyList<JsonNode> Yaml(string path)
    {
        using var reader = new StreamReader(Path.Combine(Repository.Root, path));
        var parser = new MergingParser(new Parser(reader));
        var (deserializer, json) = (new DeserializerBuilder().Build(), new SerializerBuilder().JsonCompatible().Build());
        var documents = new List<JsonNode>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _)) documents.Add(JsonNode.Parse(json.Serialize(deserializer.Deserialize(parser)!))!);
        return documents;
    }

    public static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject many => many.SelectMany(pair => Strings(pair.Value)),
        JsonArray list => list.SelectMany(Strings),
        null => [],
        var value => [value.ToString()],
    };

    private static HashSet<(string From, string To)> ReadFences()
    {
        var topology = Text("Promozilla.AppHost/AppHost.cs");
        var published = topology[..topology.IndexOf("if (builder.ExecutionContext.IsRunMode)", StringComparison.Ordinal)];
        return
        [
            .. from project in Projects().Matches(published)
               from reference in References().Matches(project.Groups["calls"].Value)
               select (project.Groups["name"].Value, reference.Groups["to"].Value is "database" ? "postgres" : reference.Groups["to"].Value),
            .. from address in Addresses().Matches(published) select (address.Groups["from"].Value, address.Groups["to"].Value),
        ];
    }

    [GeneratedRegex(@"^var (?<name>\w+) = builder\.AddProject(?<calls>[^;]*);", RegexOptions.Multiline)]
    private static partial Regex Projects();

    [GeneratedRegex(@"\.WithReference\((?<to>\w+)\)")]
    private static partial Regex References();

    // Site__PublicUrl is for links: nobody calls it.
    [GeneratedRegex(@"^(?<from>\w+)\.WithEnvironment.*\.WithEnvironment\(""Lab__Url"", (?<to>\w+)\.GetEndpoint", RegexOptions.Multiline)]
    private static partial Regex Addresses();
}
