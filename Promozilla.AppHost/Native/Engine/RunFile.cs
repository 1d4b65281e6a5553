using System.Text.Json;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>run.json in the data folder: how every resource stands, for tests and tools. It holds passwords: only its owner can read it.</summary>
internal sealed class RunFile(string file, ConnectionValues connections)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(IReadOnlyList<ResourceRun> runs, bool ready) => PrivateFile.Write(file, JsonSerializer.Serialize(
        new
        {
            Pid = Environment.ProcessId,
            Ready = ready,
            Resources = runs.ToDictionary(run => run.Resource.Name, run => new
            {
                State = run.State.ToString().ToLowerInvariant(),
                run.Pid,
                run.Restarts,
                Addresses = run.Resource.Endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.Url),
                ConnectionString = run.Resource is IResourceWithConnectionString resource ? connections.ConnectionString(resource) : null,
            }),
        },
        Json));

    public void Delete() => File.Delete(file);
}
