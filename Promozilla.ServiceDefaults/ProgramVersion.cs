using System.Reflection;

namespace Promozilla.ServiceDefaults;

/// <summary>What is running: the version, and the commit that it was built from where the build knew one (.NET's SDK reads .git itself and stamps it behind a plus).</summary>
public sealed record ProgramVersion(string Version, string? Commit)
{
    public static ProgramVersion Current { get; } =
        Parse((Assembly.GetEntryAssembly() ?? typeof(ProgramVersion).Assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    public static ProgramVersion Parse(string stamped) =>
        stamped.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? new(stamped[..plus], stamped[(plus + 1)..]) : new(stamped, null);

    public override string ToString() => Commit is null ? Version : $"{Version}+{Commit}";
}
