using Microsoft.Extensions.Configuration;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>How the native engine runs a topology.</summary>
internal sealed record EngineOptions
{
    public const string NoRestart = "--no-restart";

    /// <summary>Where data, secrets and the state of the run are kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>What dies is started again.</summary>
    public bool Restart { get; init; } = true;

    /// <summary>The one resource to run, with what it waits for; null: all.</summary>
    public string? Only { get; init; }

    /// <summary>The service that is to be started again, process after process, by the AppHost that runs on the data folder; nothing is run.</summary>
    public string? Roll { get; init; }

    /// <summary>Publishing takes Aspire; it was asked for.</summary>
    public bool Publish { get; init; }

    public static EngineOptions From(string[] args, IConfiguration configuration) => new()
    {
        DataDirectory = Path.GetFullPath(configuration["PROMOZILLA_DATA"] ?? Path.Combine(Repository.Root, ".promozilla")),
        Only = configuration["only"],
        Roll = configuration["roll"],
        Restart = !args.Contains(NoRestart),
        Publish = args.Contains("--publisher") || configuration["operation"] == "publish",
    };
}
