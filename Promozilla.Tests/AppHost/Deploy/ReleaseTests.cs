using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Deploy;

/// <summary>One version number: what the notes say, what a build is stamped with, what images are called.</summary>
public sealed partial class ReleaseTests : IDisposable
{
    private readonly string clone = Directory.CreateTempSubdirectory("promozilla-version-").FullName;

    public void Dispose() => Directory.Delete(clone, recursive: true);

    [Fact]
    public async Task The_newest_release_of_the_notes_is_the_version_that_is_written_down_and_has_notes()
    {
        var newest = Heading().Matches(DeployFiles.Text("CHANGELOG.md"))[0].Groups["version"].Value;
        Assert.Equal(newest, Written().Match(DeployFiles.Text("Directory.Build.props")).Groups["version"].Value);
        Assert.StartsWith("## [Unreleased]", AnyHeading().Match(DeployFiles.Text("CHANGELOG.md")).Value, StringComparison.Ordinal);

        var (code, notes) = await NotesAsync($"v{newest}");
        Assert.True(code == 0 && notes.Contains("### Added", StringComparison.Ordinal) && !notes.Contains("\n## ", StringComparison.Ordinal), notes);
        Assert.Equal((1, "notes: CHANGELOG.md has no notes of 9.9.9\n"), await NotesAsync("9.9.9"));
    }

    [Fact]
    public async Task A_clone_is_of_the_version_that_git_says_and_anything_else_of_the_one_that_is_written_down()
    {
        Directory.CreateDirectory(Path.Combine(clone, "deploy"));
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "deploy/images.sh"]) File.Copy(Path.Combine(Repository.Root, file), Path.Combine(clone, file));
        await File.WriteAllTextAsync(Path.Combine(clone, "any.proj"), """<Project><Import Project="Directory.Build.props" /><Import Project="Directory.Build.targets" /></Project>""");
        var written = Written().Match(DeployFiles.Text("Directory.Build.props")).Groups["version"].Value;
        await IsAsync(clone, written);

        await GitAsync("init", "--quiet");
        await CommitAsync();
        await IsAsync(clone, written);

        await GitAsync("tag", "v3.9.9");
        await GitAsync("tag", "v4.0.0-rc.1");
        await IsAsync(clone, "3.9.9");

        await CommitAsync();
        await CommitAsync();
        await GitAsync("tag", "nightly");
        await GitAsync("worktree", "add", "--quiet", "tree");
        await IsAsync(Path.Combine(clone, "tree"), "3.9.10-dev.2");
        Assert.Equal("5.0.0", await BuiltAsync(clone, "-p:Version=5.0.0"));

        await GitAsync("clone", "--quiet", "--depth", "1", $"file://{clone}", "shallow");
        await IsAsync(Path.Combine(clone, "shallow"), written);
    }

    private static Task<(int Code, string Said)> NotesAsync(string version) =>
        Programs.RunAsync("bash", [Path.Combine(Repository.Root, "promozilla"), "notes", version], CancellationToken.None);

    private static async Task IsAsync(string folder, string version)
    {
        Assert.Equal(version, await BuiltAsync(folder));
        var (code, said) = await Programs.RunAsync("bash", [Path.Combine(folder, "deploy", "images.sh"), "--version"], CancellationToken.None);
        Assert.Equal((0, version), (code, said.Trim()));
    }

    private static async Task<string> BuiltAsync(string folder, params string[] given)
    {
        var (code, said) = await Programs.RunAsync(
            "dotnet", ["msbuild", "any.proj", "-nologo", "-t:VersionFromGit", "-getProperty:Version", .. given], CancellationToken.None,
            new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }, workingDirectory: folder);
        Assert.True(code == 0, said);
        return said.Trim();
    }

    private async Task CommitAsync()
    {
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=a test", "-c", "user.email=test@example.pt", "commit", "--quiet", "--allow-empty", "--message", "Change something");
    }

    private async Task GitAsync(params string[] arguments)
    {
        var (code, said) = await Programs.RunAsync("git", arguments, CancellationToken.None, workingDirectory: clone);
        Assert.True(code == 0, said);
    }

    [GeneratedRegex(@"^## \[(?<version>\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^## .*$", RegexOptions.Multiline)]
    private static partial Regex AnyHeading();

    [GeneratedRegex(@"<Version>(?<version>\d[^<]*)</Version>")]
    private static partial Regex Written();
}
