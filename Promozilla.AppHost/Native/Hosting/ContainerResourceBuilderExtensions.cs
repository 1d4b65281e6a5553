namespace Aspire.Hosting;

public static class ContainerResourceBuilderExtensions
{
    /// <summary>The native engine has no containers: it knows stand-ins for a few images (the mail catcher, Prometheus).</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name) { Image = image });

    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource => builder;

    /// <summary>A stand-in reads the folder where it is; sources are relative to the AppHost's folder.</summary>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false) where T : ContainerResource
    {
        builder.Resource.BindMounts.Add(Path.Combine(builder.ApplicationBuilder.AppHostDirectory, source));
        return builder;
    }

    /// <summary>Data is kept under the data folder in any case.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false) where T : ContainerResource => builder;

    /// <summary>How a container is started says nothing to its stand-in.</summary>
    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource => builder;

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : ContainerResource => builder;
}
