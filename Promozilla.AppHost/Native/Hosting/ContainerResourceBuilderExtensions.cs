namespace Aspire.Hosting;

public static class ContainerResourceBuilderExtensions
{
    /// <summary>The native engine has no containers: it knows stand-ins for a few images (the mail catcher).</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name) { Image = image });

    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource => builder;
}
