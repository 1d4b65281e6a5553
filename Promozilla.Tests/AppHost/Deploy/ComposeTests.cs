using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Publishing;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Deploy;

public sealed partial class ComposeTests
{
    private static JsonObject Services => DeployFiles.Compose["services"]!.AsObject();

    public static TheoryData<string> Names => [.. Services.Select(service => service.Key)];

    [Fact]
    public void Every_service_and_server_of_the_topology_is_there_and_nothing_but_the_proxy_beside_them() =>
        Assert.Equal([.. DeployFiles.Services, .. DeployFiles.Servers, "proxy"], Services.Select(service => service.Key).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_bounded_watched_and_restarted(string name)
    {
        var service = Services[name]!;
        Assert.Equal("unless-stopped", (string?)service["restart"]);
        Assert.Equal("true", (string?)service["read_only"]);
        Assert.Equal("ALL", (string?)service["cap_drop"]![0]);
        Assert.Equal("no-new-privileges:true", (string?)service["security_opt"]![0]);
        Assert.Equal("10m", (string?)service["logging"]!["options"]!["max-size"]);
        Assert.NotNull(service["healthcheck"]!["test"]);
        var limits = service["deploy"]!["resources"]!["limits"]!;
        Assert.All((string[])["cpus", "memory", "pids"], limit => Assert.NotNull(limits[limit]));
        // The proxy is root without root's rights but one: its certificates lie in a volume of root's.
        if (name == "proxy") Assert.Equal("NET_BIND_SERVICE", (string?)Assert.Single(service["cap_add"]!.AsArray()));
        else Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", (string?)service["user"]);
        Assert.True(name == "proxy" || service["ports"] is null, "only the proxy is reached from outside");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_are_named_by_the_deployment(string name) => Assert.Matches(@"^\$\{[A-Z]+_IMAGE(:\?|:-)[^}]+\}$", (string?)Services[name]!["image"]);

    [Fact]
    public void Who_may_not_reach_each_other_share_no_network()
    {
        Assert.Equal(8, DeployFiles.Fences.Count);
        foreach (var (service, server) in from service in DeployFiles.Services from server in DeployFiles.Servers select (service, server))
        {
            var shared = Networks(service).Intersect(Networks(server)).ToList();
            Assert.True(DeployFiles.Fences.Contains((service, server)) == shared.Count > 0, $"{service} and {server} share: {string.Join(", ", shared)}");
        }

        // Beside a server that both use, services meet only where one calls the other.
        var ofServers = DeployFiles.Servers.SelectMany(Networks).ToHashSet();
        foreach (var (one, other) in from one in DeployFiles.Services from other in DeployFiles.Services where one != other select (one, other))
        {
            var calls = DeployFiles.Fences.Contains((one, other)) || DeployFiles.Fences.Contains((other, one));
            Assert.Equal(calls, Networks(one).Intersect(Networks(other)).Except(ofServers).Any());
        }

        Assert.Equal(["edge"], Networks("proxy"));
        // The servers have no way out.
        Assert.All(DeployFiles.Servers.SelectMany(Networks), network => Assert.Equal("true", (string?)DeployFiles.Compose["networks"]![network]!["internal"]));
    }

    [Theory]
    [InlineData("web", "worker cache")]
    [InlineData("worker", "postgres messaging cache")]
    [InlineData("scraper", "messaging cache")]
    [InlineData("proxy", "web")]
    public void A_start_waits_for_health(string name, string expected)
    {
        var waits = Services[name]!["depends_on"]!.AsObject();
        Assert.Equal(expected.Split(' '), waits.Select(wait => wait.Key));
        Assert.All(waits, wait => Assert.Equal("service_healthy", (string?)wait.Value!["condition"]));
    }

    [Fact]
    public void What_whoever_publishes_must_say_is_said_here_too()
    {
        foreach (var setting in PublishedSettings.Always.Concat(PublishedSettings.Address))
        {
            foreach (var service in setting.Services) Assert.True(Services[service]!["environment"]![setting.Variable] is not null, $"{service} lacks {setting.Variable}");
        }
    }

    [Fact]
    public void Every_setting_is_one_that_the_documents_know()
    {
        var known = string.Join('\n', Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Prepend("README.md").Select(file => DeployFiles.Text(file)));
        foreach (var setting in DeployFiles.Services.SelectMany(service => Services[service]!["environment"]!.AsObject()).Select(pair => pair.Key).Distinct())
        {
            var (section, key) = (setting[..setting.IndexOf("__", StringComparison.Ordinal)], setting[setting.IndexOf("__", StringComparison.Ordinal)..]);
            Assert.True(known.Split('\n').Any(line => line.Contains($"`{setting}", StringComparison.Ordinal)
                || (line.Contains($"`{section}__", StringComparison.Ordinal) && line.Contains($"`{key}`", StringComparison.Ordinal))), $"{setting} is no setting that is documented");
        }
    }

    [Fact]
    public void Every_variable_stands_in_the_example_behind_a_line_that_says_what_it_is()
    {
        var used = Variable().Matches(DeployFiles.Text("deploy/compose/compose.yaml")).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);
        var lines = DeployFiles.Text("deploy/compose/.env.example").Split('\n');
        var said = lines.Index().Where(line => Setting().IsMatch(line.Item)).ToList();
        Assert.Equal(used, said.Select(line => line.Item.Split('=')[0]).Order(StringComparer.Ordinal));
        Assert.All(said, line => Assert.StartsWith("# ", lines[line.Index - 1], StringComparison.Ordinal));
    }

    [Fact]
    public void No_password_stands_in_a_file()
    {
        var filled = DeployFiles.Text("deploy/compose/.env.example").Split('\n').Where(line => Secret().IsMatch(line)).ToList();
        Assert.Equal(6, filled.Count);
        Assert.All(filled, line => Assert.EndsWith("=", line, StringComparison.Ordinal));
        foreach (var (name, value) in Services.SelectMany(service => service.Value!["environment"]?.AsObject().AsEnumerable() ?? []).Select(pair => (pair.Key, (string?)pair.Value ?? "")))
        {
            if (SecretName().IsMatch(name)) Assert.Matches(@"^\$\{[A-Z_]+(:\?[^}]*|:-)\}$", value);
            if (value.Contains("assword=", StringComparison.Ordinal)) Assert.Matches(@"assword=\$\{", value);
        }
    }

    [Fact]
    public void The_proxy_turns_to_https_limits_compresses_and_sets_headers()
    {
        var proxy = DeployFiles.Yaml("deploy/compose/traefik/dynamic.yaml").Single()["http"]!;
        Assert.Equal(["limit", "headers", "compress"], proxy["routers"]!["site"]!["middlewares"]!.AsArray().Select(one => (string?)one));
        Assert.Equal("31536000", (string?)proxy["middlewares"]!["headers"]!["headers"]!["stsSeconds"]);
        Assert.NotNull(proxy["middlewares"]!["limit"]!["rateLimit"]!["average"]);
        Assert.Contains("--entrypoints.http.http.redirections.entrypoint.scheme=https", Services["proxy"]!["command"]!.AsArray().Select(one => (string?)one));
        Assert.Equal("http://web:8080", (string?)proxy["services"]!["web"]!["loadBalancer"]!["servers"]![0]!["url"]);
    }

    [Fact]
    public void The_site_believes_the_proxys_network_alone() =>
        Assert.Equal((string?)DeployFiles.Compose["networks"]!["edge"]!["ipam"]!["config"]![0]!["subnet"], (string?)Services["web"]!["environment"]!["Site__Proxies"]);

    [Fact]
    public async Task A_first_deployment_makes_its_passwords_and_says_what_is_still_to_be_filled_in()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await Programs.RunAsync("cp", ["-r", Path.Combine(Repository.Root, "deploy"), folder], CancellationToken.None);
        File.Delete(Path.Combine(folder, "deploy", "compose", ".env"));
        var (code, said) = await Programs.RunAsync("bash", [Path.Combine(folder, "deploy", "deploy.sh"), "compose"], CancellationToken.None);
        Assert.Equal(1, code);
        Assert.Matches(@"fill in \S+/\.env: ACME_EMAIL ADMIN_ADDRESS CONTACT_URL SCRAPER_IMAGE SITE_HOST SMTP_FROM SMTP_HOST WEB_IMAGE WORKER_IMAGE", said);
        var made = Path.Combine(folder, "deploy", "compose", ".env");
        var passwords = (await File.ReadAllLinesAsync(made)).Where(line => Generated().IsMatch(line)).ToList();
        Assert.Equal(5, passwords.Distinct().Count());
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(made) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Networks(string service) => Services[service]!["networks"]!.AsArray().Select(network => (string)network!);

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("^[A-Z_]+=")]
    private static partial Regex Setting();

    [GeneratedRegex("^[A-Z_]*(PASSWORD|SECRET|KEY)=")]
    private static partial Regex Secret();

    [GeneratedRegex("(Password|PASSWORD|PASS|Secret|Key|AUTH)$")]
    private static partial Regex SecretName();

    [GeneratedRegex("^(POSTGRES_PASSWORD|MESSAGING_PASSWORD|CACHE_PASSWORD|PUSH_SECRET|LAB_KEY)=[0-9a-f]{40}$")]
    private static partial Regex Generated();
}
