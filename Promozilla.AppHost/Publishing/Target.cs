namespace Promozilla.AppHost.Publishing;

/// <summary>Where the topology goes: the machine that it runs on, or Azure, Compose and Kubernetes, which only real Aspire publishes to. Each says what differs there.</summary>
internal abstract class Target
{
    /// <summary>Whether the place brings servers of its own; else they are containers, as here.</summary>
    public virtual bool BringsServers => false;

    /// <summary>Whether the site's address is known when it is published; else it is asked for.</summary>
    public virtual bool KnowsTheAddress => true;

    /// <summary>A folder that web, worker and scraper share; null: pictures go through a bucket.</summary>
    public virtual string? MediaDirectory => null;

    /// <summary>A folder of the worker's that outlives it; null: whoever runs the database backs it up.</summary>
    public virtual string? BackupDirectory => null;

    public virtual (IResourceBuilder<IResourceWithConnectionString> Database, IResourceBuilder<IResourceWithConnectionString> Messaging, IResourceBuilder<IResourceWithConnectionString> Cache) AddServers() =>
        throw new NotSupportedException("This target brings no servers.");

    /// <summary>What each service looks like there: probes, sizes, scale, rights, volumes.</summary>
    public virtual void Shape(IResourceBuilder<ProjectResource> web, IResourceBuilder<ProjectResource> worker, IResourceBuilder<ProjectResource> scraper)
    {
    }
}

internal sealed class ThisMachine : Target;
