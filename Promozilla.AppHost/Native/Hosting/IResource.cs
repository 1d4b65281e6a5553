namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something of the topology that has a name. The types in this folder carry Aspire's names and shapes, for the part that AppHost.cs uses.</summary>
public interface IResource
{
    string Name { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithConnectionString : IResource;
