using System.Globalization;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>The release before what is tested, built from its own commit; kept under .promozilla until there is a newer one.</summary>
/// <param name="Root">Its source, with the programs in it.</param>
internal sealed partial record PreviousRelease(string Version, string Commit, string Root)
{
    private const string Notes = "CHANGELOG.md";

    // Only what the programs need: its style was looked at in its time.
    private static readonly string[] Quick =
    [
        "-c", "Release", "-v", "q", "--nologo", "-clp:ErrorsOnly", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false", "-p:TreatWarningsAsErrors=false",
        "-p:EnableSourceControlManagerQueries=false",
    ];

    public static async Task<PreviousRelease> BuildAsync()
    {
        var (version, commit) = await FindAsync();
        var releases = Path.Combine(Repository.Root, ".promozilla", "releases");
        var release = new PreviousRelease(version, commit, Path.Combine(releases, commit));
        if (File.Exists(release.Built)) return release;

        if (Directory.Exists(releases)) Directory.Delete(releases, recursive: true);
        Directory.CreateDirectory(release.Root);
        await RunAsync(Repository.Root, "bash", "-c", "set -o pipefail; git archive --format=tar \"$1\" | tar --extract --directory \"$2\"", "export", commit, release.Root);
        await release.TakeStylePackagesAsync();
        foreach (var project in (string[])["Promozilla.Worker", "Promozilla.Web"]) await RunAsync(release.Root, "dotnet", ["build", project, .. Quick, $"-p:SourceRevisionId={commit}"]);
        await File.WriteAllTextAsync(release.Built, "");
        return release;
    }

    private string Built => Path.Combine(Root, ".built");

    /// <summary>The newest of the notes' releases that is not this very commit; the first release has none before it, and is upgraded to itself.</summary>
    private static async Task<(string Version, string Commit)> FindAsync()
    {
        var isShallow = await RunAsync(Repository.Root, "git", "rev-parse", "--is-shallow-repository") == "true";
        var head = await RunAsync(Repository.Root, "git", "rev-parse", "HEAD");
        (string, string)? itself = null;
        foreach (var version in Heading().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, Notes))).Select(match => match.Groups["version"].Value))
        {
            var tag = await RunAsync(Repository.Root, "git", "for-each-ref", "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)", $"refs/tags/v{version}");
            // The oldest commit of a shallow clone seems to have written everything.
            Assert.False(tag.Length == 0 && isShallow, $"The release {version} is not to be found in this shallow clone: git fetch --unshallow --tags");
            var written = tag.Length > 0 ? tag : await RunAsync(Repository.Root, "git", "log", "--reverse", "--format=%H", $"-S## [{version}]", "--", Notes);
            // A heading that is not committed yet.
            if (written.Length == 0) continue;
            var found = (version, written.Split('\n')[0]);
            if (found.Item2 != head) return found;
            itself ??= found;
        }

        return itself ?? throw new InvalidOperationException($"{Notes} names no release that git knows.");
    }

    /// <summary>Copied, not linked: a build that finds them too old installs them anew.</summary>
    private async Task TakeStylePackagesAsync()
    {
        var (own, its) = (Path.Combine(Repository.Root, "Promozilla.Web"), Path.Combine(Root, "Promozilla.Web"));
        var lockFile = Path.Combine(its, "package-lock.json");
        if (!Directory.Exists(Path.Combine(own, "node_modules")) || await File.ReadAllTextAsync(lockFile) != await File.ReadAllTextAsync(Path.Combine(own, "package-lock.json"))) return;
        await RunAsync(Root, "cp", "--recursive", Path.Combine(own, "node_modules"), its);
        File.SetLastWriteTimeUtc(lockFile, DateTime.UnixEpoch);
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var (code, said) = await Programs.RunAsync(
            program, arguments, CancellationToken.None, new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" }, workingDirectory: folder);
        Assert.True(code == 0, string.Create(CultureInfo.InvariantCulture, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{said}"));
        return said.Trim();
    }

    [GeneratedRegex(@"^## \[(?<version>\d+\.\d+\.\d+)\]", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
