using Promozilla.AppHost.Publishing;
using Promozilla.AppHost.Publishing.Targets;

namespace Aspire.Hosting;

internal static class Targets
{
    /// <summary>Promozilla:Target says where: azure, compose or kubernetes. azd, which asks for the manifest, means Azure.</summary>
    public static Target Of(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode) return new ThisMachine();
        var name = builder.Configuration["Promozilla:Target"] ?? (builder.Configuration["Publishing:Publisher"] == "manifest" ? AzureTarget.Name : ComposeTarget.Name);
        return name switch
        {
            AzureTarget.Name => new AzureTarget(builder),
            ComposeTarget.Name => new ComposeTarget(builder),
            KubernetesTarget.Name => new KubernetesTarget(builder),
            _ => throw new InvalidOperationException($"Promozilla:Target is '{name}'; there are {AzureTarget.Name}, {ComposeTarget.Name} and {KubernetesTarget.Name}."),
        };
    }

    /// <summary>Pictures go through a bucket that speaks S3 instead of a shared folder.</summary>
    public static bool UsesBucket(this IDistributedApplicationBuilder builder, bool otherwise) =>
        builder.Configuration["Promozilla:Media"] switch
        {
            null => otherwise,
            "bucket" => true,
            "folder" => false,
            var other => throw new InvalidOperationException($"Promozilla:Media is '{other}'; there are folder and bucket."),
        };
}
