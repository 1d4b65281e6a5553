using System.Text.Json.Nodes;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Deploy;

/// <summary>What ./promozilla deploy kubernetes lays over the files: the script for real, with a kubectl that shows what it was given.</summary>
public sealed class KubernetesDeployTests : IDisposable
{
    private const string Kubectl = """
        #!/bin/sh
        [ "$1" = kustomize ] || exit 9
        cat "$2/kustomization.yaml"
        printf '%s\n' ---
        sed 's/^\([^=]*\)=\(.*\)$/- "\1=\2"/' "$2/settings.env"
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task The_sites_address_follows_its_host_whatever_a_settings_file_says()
    {
        var settings = Path.Combine(folder, "settings.env");
        await File.WriteAllTextAsync(settings, "public-url=https://old.example\ncontact-url=https://old.example/contacto\n");
        var (_, lines) = await CheckAsync("--settings", settings);
        Assert.Equal(["public-url=https://promozilla.example", "contact-url=https://old.example/contacto"], lines);
    }

    [Fact]
    public async Task Images_are_named_by_digest_or_tag_and_components_are_those_asked_for()
    {
        var (kustomization, _) = await CheckAsync();
        Assert.Null(kustomization["components"]);
        Assert.Equal(
            ["""{"name":"promozilla-web","newName":"registry.example:5000/web","digest":"sha256:1"}""", """{"name":"promozilla-worker","newName":"registry.example/worker","newTag":"0.2.0"}"""],
            kustomization["images"]!.AsArray().Take(2).Select(image => image!.ToJsonString()));
        (kustomization, _) = await CheckAsync("--keda", "--bucket");
        var components = kustomization["components"]!.AsArray().Select(one => (string)one!).ToList();
        Assert.Equal(["../kubernetes/keda", "../kubernetes/bucket"], components);
        Assert.All(components, component => Assert.True(File.Exists(Path.Combine(Repository.Root, "deploy", "overlay", component, "kustomization.yaml"))));
    }

    [Fact]
    public void With_a_bucket_nothing_asks_for_a_shared_volume()
    {
        var patches = DeployFiles.Yaml("deploy/kubernetes/bucket/kustomization.yaml").Single()["patches"]!.AsArray().Select(Patch).ToList();
        var claims = patches.Where(patch => (string?)patch.What["$patch"] is "delete").Select(patch => (string)patch.What["metadata"]!["name"]!).ToHashSet();
        Assert.Equal(DeployFiles.Yaml("deploy/kubernetes/storage.yaml").Select(claim => (string)claim["metadata"]!["name"]!).ToHashSet(), claims);
        foreach (var deployment in DeployFiles.Kubernetes.Where(document => (string?)document["kind"] is "Deployment"))
        {
            var name = (string)deployment["metadata"]!["name"]!;
            var shared = Volumes(deployment).Where(volume => claims.Contains((string?)volume["persistentVolumeClaim"]?["claimName"] ?? "")).Select(volume => (string)volume["name"]!);
            var own = patches.Where(patch => patch.Names.Contains(name)).SelectMany(patch => Volumes(patch.What))
                .Where(volume => volume["emptyDir"] is not null && volume.ContainsKey("persistentVolumeClaim") && volume["persistentVolumeClaim"] is null).Select(volume => (string)volume["name"]!);
            Assert.Equal(shared.Order(), own.Order());
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<JsonObject> Volumes(JsonNode deployment) => deployment["spec"]!["template"]!["spec"]!["volumes"]!.AsArray().Select(volume => volume!.AsObject());

    private (string[] Names, JsonNode What) Patch(JsonNode? patch)
    {
        var file = Path.Combine(folder, "patch.yaml");
        File.WriteAllText(file, (string)patch!["patch"]!);
        return (((string?)patch["target"]?["name"] ?? "").Split('|'), DeployFiles.Yaml(file).Single());
    }

    private async Task<(JsonNode Kustomization, string[] Settings)> CheckAsync(params string[] options)
    {
        var (bin, copy) = (Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName, Path.Combine(folder, "deploy"));
        await File.WriteAllTextAsync(Path.Combine(bin, "kubectl"), Kubectl);
        await Programs.RunAsync("chmod", ["+x", Path.Combine(bin, "kubectl")], CancellationToken.None);
        await Programs.RunAsync("cp", ["-rT", Path.Combine(Repository.Root, "deploy"), copy], CancellationToken.None);
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}",
            ["SITE_HOST"] = "promozilla.example",
            ["WEB_IMAGE"] = "registry.example:5000/web@sha256:1",
            ["WORKER_IMAGE"] = "registry.example/worker:0.2.0",
            ["SCRAPER_IMAGE"] = "registry.example/scraper@sha256:3",
        };
        var (code, said) = await Programs.RunAsync("bash", [Path.Combine(copy, "deploy.sh"), "kubernetes", "--check", .. options], CancellationToken.None, environment);
        Assert.True(code is 0, said);
        var shown = Path.Combine(folder, "shown.yaml");
        await File.WriteAllTextAsync(shown, said);
        var documents = DeployFiles.Yaml(shown);
        return (documents[0], [.. documents[1].AsArray().Select(line => (string)line!)]);
    }
}
