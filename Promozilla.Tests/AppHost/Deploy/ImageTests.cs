using System.Text.Json;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Deploy;

public sealed partial class ImageTests
{
    private static readonly string Dockerfile = DeployFiles.Text("deploy/images/Dockerfile");

    [Theory]
    [InlineData("web", "pictures", "Web", "libvips-tools")]
    [InlineData("worker", "backups", "Worker", "postgresql-client-18")]
    [InlineData("scraper", "pictures", "Scraper", "libvips-tools")]
    public void Each_service_has_the_programs_that_it_calls_no_root_and_a_health_command(string target, string stage, string project, string package)
    {
        Assert.Contains(package, Stage(stage), StringComparison.Ordinal);
        Assert.Contains("\nUSER ${APP_UID}\n", Stage(stage), StringComparison.Ordinal);
        var own = Stage(target);
        Assert.StartsWith($"FROM {stage} AS {target}\n", own, StringComparison.Ordinal);
        Assert.Contains("HEALTHCHECK", own, StringComparison.Ordinal);
        Assert.Contains($"CMD [\"dotnet\", \"Promozilla.{project}.dll\", \"healthcheck\"", own, StringComparison.Ordinal);
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"Promozilla.{project}.dll\"]", own, StringComparison.Ordinal);
        Assert.Contains("org.opencontainers.image.title", own, StringComparison.Ordinal);
        Assert.DoesNotContain("USER root", own, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_database_server_is_dumps_it()
    {
        var server = Postgres().Match(DeployFiles.Text("deploy/compose/compose.yaml")).Groups["version"].Value;
        Assert.Contains($"postgresql-client-{server}", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"name: postgres, newTag: \"{server}.", DeployFiles.Text("deploy/kubernetes/kustomization.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_secret_or_built_here_goes_to_the_builder()
    {
        var kept = DeployFiles.Text(".dockerignore").Split('\n');
        Assert.Empty(new[] { ".git", ".promozilla", "**/.env", "**/*.env", "**/bin", "**/obj", "**/node_modules", ".azure" }.Except(kept));
    }

    [Fact]
    public void What_is_compiled_into_the_site_from_elsewhere_goes_to_the_builder()
    {
        var kept = DeployFiles.Text(".dockerignore").Split('\n');
        var folders = Elsewhere().Matches(DeployFiles.Text("Promozilla.Web/Promozilla.Web.csproj")).Select(match => match.Groups["folder"].Value).Distinct();
        Assert.Equal(["Promozilla.AppHost/Monitoring/grafana/dashboards"], folders);
        Assert.True(Array.IndexOf(kept, "!Promozilla.AppHost/Monitoring/grafana/dashboards") > Array.IndexOf(kept, "Promozilla.AppHost"));
    }

    [Fact]
    public async Task An_sbom_names_every_package_of_a_service_with_its_hash()
    {
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory);
        var deps = Path.Combine(Repository.Root, "Promozilla.Worker", built, "Promozilla.Worker.deps.json");
        var (code, said) = await Programs.RunAsync("node", [Path.Combine(Repository.Root, "deploy/images/sbom.mjs"), deps], CancellationToken.None);
        Assert.True(code == 0, said);
        using var sbom = JsonDocument.Parse(said);
        Assert.Equal("CycloneDX", sbom.RootElement.GetProperty("bomFormat").GetString());
        Assert.Equal("Promozilla.Worker", sbom.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("name").GetString());
        var components = sbom.RootElement.GetProperty("components").EnumerateArray().ToList();
        var npgsql = components.Single(component => component.GetProperty("name").GetString() == "Npgsql");
        Assert.Equal("pkg:nuget/Npgsql@10.0.3", npgsql.GetProperty("purl").GetString());
        Assert.Matches("^[0-9a-f]{128}$", npgsql.GetProperty("hashes")[0].GetProperty("content").GetString());
        using var listed = JsonDocument.Parse(await File.ReadAllTextAsync(deps));
        Assert.Equal(listed.RootElement.GetProperty("libraries").EnumerateObject().Count() - 1, components.Count);
    }

    private static string Stage(string name)
    {
        var stage = Stages().Matches(Dockerfile).Single(match => match.Groups["name"].Value == name);
        return stage.Value;
    }

    [GeneratedRegex(@"^FROM \S+ AS (?<name>\w+)\n(?:(?!FROM ).*\n?)*", RegexOptions.Multiline)]
    private static partial Regex Stages();

    [GeneratedRegex("EmbeddedResource Include=\"\\.\\./(?<folder>[^\"]+)/[^\"/]+\"")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"postgres:(?<version>\d+)\.")]
    private static partial Regex Postgres();
}
