using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Promozilla.Data;
using Promozilla.Worker.Backups;

namespace Promozilla.Tests.Worker.Backups;

/// <summary>What the command line has: the parts of a restore, without the Worker around them.</summary>
internal sealed class RestoreHost : IAsyncDisposable
{
    private readonly IHost host;

    private RestoreHost(IHost host) => this.host = host;

    public DatabaseRestore Restore => host.Services.GetRequiredService<DatabaseRestore>();

    public static RestoreHost Create(string database, string media)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:promozilladb"] = database, ["Media:Directory"] = media });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddPromozillaDatabase();
        builder.Services.AddBackups();
        return new RestoreHost(builder.Build());
    }

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
