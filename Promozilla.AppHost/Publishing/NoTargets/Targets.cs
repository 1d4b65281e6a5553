using Promozilla.AppHost.Publishing;

namespace Aspire.Hosting;

/// <summary>The build that leaves the publish targets out: there is the machine alone, and the manifest of the topology as it stands.</summary>
internal static class Targets
{
    public static Target Of(IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode || builder.Configuration["Promozilla:Target"] is not { } name
            ? new ThisMachine()
            : throw new InvalidOperationException($"Promozilla:Target is '{name}', but this build leaves the publish targets out: build without PromozillaPublishers=none.");
}
