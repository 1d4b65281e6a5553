using Promozilla.AppHost.Publishing;

namespace Aspire.Hosting;

/// <summary>To publish takes Aspire: here there is the machine alone.</summary>
internal static class Targets
{
    public static Target Of(IDistributedApplicationBuilder builder) => new ThisMachine();
}
