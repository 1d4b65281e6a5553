using System.Text.Json.Nodes;
using Promozilla.AppHost.Publishing;

namespace Promozilla.Tests.AppHost.Deploy;

public sealed class KubernetesTests
{
    private static readonly JsonNode Kustomization = DeployFiles.Yaml("deploy/kubernetes/kustomization.yaml").Single();

    public static TheoryData<string> Names => [.. DeployFiles.Services, .. DeployFiles.Servers];

    [Fact]
    public void Every_service_and_server_of_the_topology_is_there_with_a_name_to_reach_it_by()
    {
        Assert.Equal([.. DeployFiles.Services], Of("Deployment").Select(Name).ToHashSet());
        Assert.Equal([.. DeployFiles.Servers], Of("StatefulSet").Select(Name).ToHashSet());
        Assert.Equal([.. DeployFiles.Services, .. DeployFiles.Servers], Of("Service").Select(Name).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_bounded_watched_and_has_no_rights(string name)
    {
        var pod = Pod(name);
        Assert.Equal("false", (string?)pod["automountServiceAccountToken"]);
        Assert.Equal("true", (string?)pod["securityContext"]!["runAsNonRoot"]);
        Assert.True(int.Parse((string)pod["securityContext"]!["runAsUser"]!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal("RuntimeDefault", (string?)pod["securityContext"]!["seccompProfile"]!["type"]);
        var container = Assert.Single(pod["containers"]!.AsArray())!;
        Assert.Equal("true", (string?)container["securityContext"]!["readOnlyRootFilesystem"]);
        Assert.Equal("false", (string?)container["securityContext"]!["allowPrivilegeEscalation"]);
        Assert.Equal("ALL", (string?)Assert.Single(container["securityContext"]!["capabilities"]!["drop"]!.AsArray()));
        foreach (var kind in (string[])["requests", "limits"]) Assert.All((string[])["cpu", "memory"], what => Assert.NotNull(container["resources"]![kind]![what]));
        Assert.NotNull(container["livenessProbe"]);
        Assert.NotNull(container["readinessProbe"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_are_named_by_the_deployment(string name)
    {
        var image = (string)Pod(name)["containers"]![0]!["image"]!;
        Assert.DoesNotContain(':', image);
        var named = DeployFiles.Services.Contains(name)
            ? DeployFiles.Text("deploy/deploy.sh").Contains($"image {name.ToUpperInvariant()}_IMAGE {image}\n", StringComparison.Ordinal)
            : Kustomization["images"]!.AsArray().Any(one => (string?)one!["name"] == image && one["newTag"] is not null);
        Assert.True(named, $"nobody says which {image}");
    }

    [Fact]
    public void Network_policies_are_the_fences()
    {
        var policies = Of("NetworkPolicy").ToList();
        var nobody = policies.Single(policy => Name(policy) == "nobody")["spec"]!;
        Assert.Equal(["Ingress", "Egress"], nobody["policyTypes"]!.AsArray().Select(one => (string?)one));
        Assert.True(nobody["ingress"] is null && nobody["egress"] is null);

        var outward = Pairs(policies, "egress", "to").ToHashSet();
        var inward = Pairs(policies, "ingress", "from").Select(pair => (From: pair.To, To: pair.From)).ToHashSet();
        Assert.Equal(DeployFiles.Fences.Order(), outward.Order());
        Assert.Equal(DeployFiles.Fences.Order(), inward.Order());
        Assert.DoesNotContain(("scraper", "postgres"), outward);
        Assert.DoesNotContain(("web", "messaging"), outward);
    }

    [Fact]
    public void The_way_out_leads_to_public_addresses_alone()
    {
        var blocks = Of("NetworkPolicy").SelectMany(policy => policy["spec"]!["egress"]?.AsArray().ToList() ?? [])
            .SelectMany(rule => rule!["to"]!.AsArray()).Select(to => to!["ipBlock"]).OfType<JsonNode>().ToList();
        Assert.Equal(3, blocks.Count);
        Assert.All(blocks, block => Assert.Equal(
            ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"], block["except"]!.AsArray().Select(one => (string?)one)));
    }

    [Fact]
    public void Secrets_come_from_the_cluster_and_every_one_is_explained()
    {
        var keys = new HashSet<string>();
        foreach (var variable in DeployFiles.Services.Concat(DeployFiles.Servers).SelectMany(name => Pod(name)["containers"]![0]!["env"]!.AsArray()))
        {
            var (name, value) = ((string)variable!["name"]!, (string?)variable["value"]);
            if (variable["valueFrom"]?["secretKeyRef"] is { } secret) keys.Add((string)secret["key"]!);
            else Assert.False(name.Contains("PASS", StringComparison.Ordinal) || name.EndsWith("Secret", StringComparison.Ordinal), $"{name} stands in a file");
            if (value?.Contains("assword=", StringComparison.Ordinal) == true) Assert.Contains("assword=$(", value, StringComparison.Ordinal);
        }

        keys.Add((string)DeployFiles.Yaml("deploy/kubernetes/keda/queues.yaml")[0]["spec"]!["secretTargetRef"]![0]!["key"]!);
        var lines = DeployFiles.Text("deploy/kubernetes/secrets.env.example").Split('\n');
        var said = lines.Index().Where(line => line.Item.EndsWith('=') && !line.Item.StartsWith('#')).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), said.Select(line => line.Item.TrimEnd('=')).Order(StringComparer.Ordinal));
        Assert.All(said, line => Assert.StartsWith("# ", lines[line.Index - 1], StringComparison.Ordinal));
        Assert.Empty(Of("Secret"));
    }

    [Fact]
    public void What_whoever_publishes_must_say_is_said_here_too()
    {
        foreach (var setting in PublishedSettings.Always.Concat(PublishedSettings.Address))
        {
            foreach (var service in setting.Services)
            {
                var source = Pod(service)["containers"]![0]!["env"]!.AsArray().Single(one => (string?)one!["name"] == setting.Variable)!["valueFrom"]!;
                Assert.Equal(setting.Name, (string?)(source["configMapKeyRef"] ?? source["secretKeyRef"])!["key"]);
            }
        }
    }

    [Fact]
    public void Queues_scale_worker_and_scraper_and_never_to_none()
    {
        var queues = DeployFiles.Yaml("deploy/kubernetes/keda/queues.yaml").Where(document => (string?)document["kind"] == "ScaledObject").ToDictionary(Name);
        Assert.Equal(["scraper", "worker"], queues.Keys.Order(StringComparer.Ordinal));
        Assert.All(queues.Values, queue => Assert.Equal("1", (string?)queue["spec"]!["minReplicaCount"]));
        Assert.Equal(Promozilla.Messaging.Contracts.ListingsObserved.Queue, Queue("worker"));
        Assert.Equal(Promozilla.Messaging.Contracts.ScrapeCategory.Queue, Queue("scraper"));
        // The same queues as in Azure, by the same counts.
        var azure = DeployFiles.Text("Promozilla.AppHost/Publishing/Targets/AzureTarget.cs");
        foreach (var name in queues.Keys)
        {
            var value = (string?)queues[name]["spec"]!["triggers"]![0]!["metadata"]!["value"];
            Assert.Contains($"\"{Queue(name)}\", messages: {value},", azure, StringComparison.Ordinal);
        }

        string Queue(string name) => (string)queues[name]["spec"]!["triggers"]![0]!["metadata"]!["queueName"]!;
    }

    [Fact]
    public void A_drained_machine_leaves_a_site_standing()
    {
        Assert.Equal([.. DeployFiles.Services], Of("PodDisruptionBudget").Select(Name).ToHashSet());
        Assert.Equal("1", (string?)Of("PodDisruptionBudget").Single(budget => Name(budget) == "web")["spec"]!["minAvailable"]);
        Assert.Equal("2", (string?)Of("HorizontalPodAutoscaler").Single()["spec"]!["minReplicas"]);
    }

    private static IEnumerable<(string From, string To)> Pairs(IEnumerable<JsonNode> policies, string direction, string peer) =>
        from policy in policies
        let own = (string?)policy["spec"]!["podSelector"]?["matchLabels"]?["app.kubernetes.io/component"]
        where own is not null
        from rule in policy["spec"]![direction]?.AsArray().ToList() ?? []
        from other in rule[peer]!.AsArray()
        let component = (string?)other["podSelector"]?["matchLabels"]?["app.kubernetes.io/component"]
        where component is not null
        select (own, component);

    private static IEnumerable<JsonNode> Of(string kind) => DeployFiles.Kubernetes.Where(document => (string?)document["kind"] == kind);

    private static string Name(JsonNode document) => (string)document["metadata"]!["name"]!;

    private static JsonNode Pod(string name) =>
        Of("Deployment").Concat(Of("StatefulSet")).Single(document => Name(document) == name)["spec"]!["template"]!["spec"]!;
}
