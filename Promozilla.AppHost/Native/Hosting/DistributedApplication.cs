using Promozilla.AppHost.Engine;

namespace Aspire.Hosting;

public sealed class DistributedApplication
{
    private readonly IReadOnlyList<Resource> resources;
    private readonly EngineOptions options;

    internal DistributedApplication(IReadOnlyList<Resource> resources, EngineOptions options)
    {
        this.resources = resources;
        this.options = options;
    }

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public async Task RunAsync(CancellationToken cancellationToken = default) =>
        Environment.ExitCode = await NativeEngine.RunAsync(resources, options, cancellationToken);
}
