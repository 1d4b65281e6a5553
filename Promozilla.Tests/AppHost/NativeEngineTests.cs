using System.Diagnostics;
using System.Runtime.Versioning;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.AppHost;

[Trait("needs", "servers")]
[Collection("AppHost")]
[SupportedOSPlatform("linux")]
public sealed class NativeEngineTests
{
    private static readonly string[] Servers = ["postgres", "promozilladb", "messaging", "cache", "mail"];

    [Fact]
    public async Task A_killed_AppHost_leaves_no_process_behind_and_the_next_start_finds_its_data()
    {
        var data = TestServers.Folder("engine");
        await using (var first = RunningAppHost.Start(data))
        {
            foreach (var server in Servers) await first.UntilAsync(server, "healthy");
            await Eventually.AssertAsync(() => Assert.NotEqual(0, first.Resource("samples").Pid));
            var running = Processes.Of(data);
            foreach (var program in (string[])["postgres", "redis-server", "beam.smp", "epmd", "maildev", "SampleStores"])
                Assert.Contains(running, line => line.Contains(program, StringComparison.Ordinal));

            first.Kill();
            var watch = Stopwatch.StartNew();
            // The next start needs no pause: it waits for what is still closing its files.
            await using var second = RunningAppHost.Start(data);
            foreach (var server in Servers) await second.UntilAsync(server, "healthy");
            second.Kill();
            await second.ExitAsync();
            // A service has 25 s to end what it has begun.
            await Eventually.AssertAsync(() => Assert.Empty(Processes.Of(data)), seconds: 40);
        }
    }

    [Fact]
    public async Task What_dies_is_started_again_and_an_interrupt_stops_everything_in_good_order()
    {
        await using var host = RunningAppHost.Start(TestServers.Folder("engine"));
        await host.UntilAsync("cache", "healthy");
        var before = host.Resource("cache");
        Process.GetProcessById(before.Pid).Kill();
        await Eventually.AssertAsync(() =>
        {
            var after = host.Resource("cache");
            Assert.Equal(("healthy", 1), (after.State, after.Restarts));
            Assert.NotEqual(before.Pid, after.Pid);
            Assert.Equal(before.ConnectionString, after.ConnectionString);
        });

        foreach (var server in Servers) await host.UntilAsync(server, "healthy");
        host.Interrupt();
        Assert.Equal(0, await host.ExitAsync());
        Assert.Empty(Processes.Of(host.Data));
        Assert.Contains("cache        | ended with", host.Output, StringComparison.Ordinal);
        Assert.Contains("database system is shut down", host.Output, StringComparison.Ordinal);
        Assert.EndsWith("stopped", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', host.Output);
    }

    [Fact]
    public async Task A_second_AppHost_on_the_same_data_is_refused()
    {
        await using var first = RunningAppHost.Start(TestServers.Folder("engine"));
        await first.UntilAsync("cache", "healthy");
        var second = RunningAppHost.Start(first.Data);
        Assert.Equal(2, await second.ExitAsync());
        await Eventually.AssertAsync(() => Assert.Contains($"Another AppHost runs on {first.Data}", second.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_their_owner_can_read_the_passwords()
    {
        await using var host = RunningAppHost.Start(TestServers.Folder("engine"));
        await host.UntilAsync("cache", "healthy");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(host.Data, "secrets.json")));
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(host.Data, "run.json")));
        var password = host.Resource("cache").ConnectionString!.Split("password=")[1];
        Assert.DoesNotContain(Processes.Of(host.Data), line => line.Contains(password, StringComparison.Ordinal));
    }
}
