using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Deploy;

public sealed partial class WorkflowTests
{
    private static IEnumerable<string> Workflows =>
        Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows")).Select(file => Path.GetRelativePath(Repository.Root, file));

    public static TheoryData<string> Files => [.. Workflows, ".gitlab-ci.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Steps_call_verbs_that_exist_with_options_that_they_have(string file)
    {
        var calls = Call().Matches(string.Join('\n', DeployFiles.Strings(DeployFiles.Yaml(file).Single()))).ToList();
        Assert.NotEmpty(calls);
        var verbs = Verb().Matches(DeployFiles.Text("promozilla")).Select(match => match.Groups["verb"].Value).ToList();
        foreach (var call in calls)
        {
            if (call.Groups["verb"].Value is not { Length: > 0 } verb) continue;
            Assert.Contains(verb, verbs);
            var script = DeployFiles.Text($"deploy/{verb}.sh");
            // azd has options of its own.
            foreach (var option in Option().Matches(call.Groups["rest"].Value).Select(match => match.Value).Where(option => option is not "--no-prompt"))
                Assert.Contains($"{option})", script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_tests_of_ci_are_the_ones_that_anybody_runs()
    {
        Assert.All((string[])[".github/workflows/ci.yml", ".gitlab-ci.yml"], file =>
            Assert.Contains("bash .ci/run", DeployFiles.Strings(DeployFiles.Yaml(file).Single()["jobs"]?["test"] ?? DeployFiles.Yaml(file).Single()["test"])));
    }

    [Fact]
    public void Actions_are_pinned_by_commit_and_may_only_read_unless_they_say_more()
    {
        foreach (var file in Workflows)
        {
            var uses = Uses().Matches(DeployFiles.Text(file)).Select(match => match.Value).ToList();
            Assert.NotEmpty(uses);
            Assert.All(uses, use => Assert.Matches(@"^uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", use));
            Assert.Equal("read", (string?)DeployFiles.Yaml(file).Single()["permissions"]!["contents"]);
        }
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE", " KEY-----")]
    [InlineData("aws = AKIA", "ABCDEFGHIJKLMNOP")]
    [InlineData("  \"Password\": ", "\"correct-horse-battery\"")]
    public async Task A_secret_that_git_knows_is_found(string first, string second)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "settings.json"), first + second + "\n");
        foreach (var arguments in (string[][])[["init", "-q"], ["add", "."]]) await Programs.RunAsync("git", arguments, CancellationToken.None, workingDirectory: folder);
        var audit = Path.Combine(Repository.Root, "deploy", "audit.sh");
        var (code, said) = await Programs.RunAsync("bash", [audit, "secrets"], CancellationToken.None, workingDirectory: folder);
        Assert.True(code == 1 && said.Contains("settings.json:1:", StringComparison.Ordinal), said);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task There_is_none_in_this_repository()
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) return;
        var (code, said) = await Programs.RunAsync("bash", [Path.Combine(Repository.Root, "deploy", "audit.sh"), "secrets"], CancellationToken.None, workingDirectory: Repository.Root);
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Shell_scripts_are_clean()
    {
        var scripts = Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy"), "*.sh")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "Promozilla.AppHost", "Native", "Servers"), "*.sh"))
            .Append(Path.Combine(Repository.Root, ".ci", "run"))
            .Append(Path.Combine(Repository.Root, "promozilla"));
        var (code, said) = await Programs.RunAsync("shellcheck", ["--external-sources", .. scripts], CancellationToken.None);
        Assert.True(code == 0, said);
    }

    [GeneratedRegex(@"(\./promozilla (?<verb>\w+)(?<rest>[^\n|]*)|bash \.ci/run)")]
    private static partial Regex Call();

    [GeneratedRegex(@"^  (?<verb>[a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("uses: .*$", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
