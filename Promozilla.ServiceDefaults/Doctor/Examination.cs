using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Settings;

namespace Promozilla.ServiceDefaults.Doctor;

/// <summary>
/// `doctor`: looks at a deployment's settings and connections from where the process would run, and starts nothing. One line for each thing; ends with 1 when something is wrong.
/// </summary>
public static class Examination
{
    /// <summary>Of health checks that only a process that was started can pass.</summary>
    public const string Started = "started";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task<int> RunAsync(IServiceProvider services, TextWriter output)
    {
        var wrong = false;
        foreach (var complaint in Settings(services)) Say("settings", Finding.Wrong(complaint));
        if (!wrong) Say("settings", Finding.Ok("all are known and fit"));
        var health = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => !check.Tags.Contains("live") && !check.Tags.Contains(Started));
        foreach (var (name, entry) in health.Entries)
        {
            Say(name, entry.Status switch
            {
                HealthStatus.Healthy => Finding.Ok(entry.Description ?? "answers"),
                HealthStatus.Degraded => Finding.Poor(Words(entry)),
                _ => Finding.Wrong(Words(entry)),
            });
        }

        foreach (var check in services.GetServices<IDoctorCheck>()) Say(check.Name, await LookAsync(check));
        return wrong ? 1 : 0;

        void Say(string name, Finding finding)
        {
            wrong |= finding.Verdict is Verdict.Wrong;
            output.WriteLine($"{finding.Verdict.ToString().ToLowerInvariant(),-5}  {name}: {finding.Words}");
        }
    }

    private static IReadOnlyList<string> Settings(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (Exception failure) when (failure.Complaints() is { Count: > 0 } complaints)
        {
            return complaints;
        }
    }

    private static async Task<Finding> LookAsync(IDoctorCheck check)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await check.LookAsync(patience.Token);
        }
        catch (Exception failure)
        {
            return Finding.Wrong(failure is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : failure.Message);
        }
    }

    private static string Words(HealthReportEntry entry) => $"{entry.Description}{(entry.Exception is { } why ? $" {why.GetBaseException().Message}" : null)}".Trim();
}
