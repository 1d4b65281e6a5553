using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost;

public sealed class MissingProgramTests
{
    [Fact]
    public void A_missing_program_is_named_with_the_package_that_brings_it()
    {
        var missing = Assert.Throws<MissingProgramException>(() => Programs.Require("no-such-server", "no-such-package"));
        Assert.Contains("'no-such-server' is missing", missing.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install no-such-package", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_version_of_a_server_comes_first()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        foreach (var version in (string[])["9.6", "15", "16"]) Directory.CreateDirectory(Path.Combine(folder, version, "bin"));
        Assert.Equal(["16", "15", "9.6"], Programs.Versions(folder, "", "bin").Select(path => Path.GetFileName(Path.GetDirectoryName(path))));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_port_in_use_is_not_given_and_none_is_given_twice()
    {
        var wish = LoopbackPorts.Take();
        Assert.NotEqual(wish, LoopbackPorts.Take(wish));
    }
}
