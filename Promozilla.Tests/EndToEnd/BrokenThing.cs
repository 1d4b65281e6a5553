namespace Promozilla.Tests.EndToEnd;

/// <summary>
/// Something that breaks and is mended. What an operator must get of it is the same for all, and in this order: a metric moves, one mail comes, the rooms show it, the site still serves; mended, the
/// metric goes back and every service is well; the rules as they ship fire on what was measured while it was broken, and on nothing that was measured before or after.
/// </summary>
internal sealed record BrokenThing(WholeSystem System)
{
    public required Func<Task> Break { get; init; }

    public required Func<Task> Mend { get; init; }

    /// <summary>Lines of services' /metrics that are there exactly while it is broken.</summary>
    public required (string Service, string Line)[] Metrics { get; init; }

    /// <summary>What fires, each as often: "BrokerLost 2".</summary>
    public required string[] Alerts { get; init; }

    /// <summary>In the subject of the one mail.</summary>
    public required string Mail { get; init; }

    /// <summary>While it is broken no mail can come.</summary>
    public bool IsMailedAfterwards { get; init; }

    /// <summary>What operators and shoppers see while it is broken.</summary>
    public required Func<Task> Seen { get; init; }

    /// <summary>What must be as if nothing had been.</summary>
    public required Func<Task> Afterwards { get; init; }

    /// <summary>Whatever fails, it is mended: the next thing breaks in the same system.</summary>
    public async Task WalkAsync()
    {
        try
        {
            await WalkOnceAsync();
        }
        catch
        {
            await Mend().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await System.HealthyAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task WalkOnceAsync()
    {
        var (rules, told) = (System.Rules(), await System.MailsAsync());
        await rules.ReachAsync();
        await Break();
        await Eventually.AssertAsync(() => HasMetricsAsync(true), seconds: 60);
        await rules.ReachAsync(Alerts);
        if (!IsMailedAfterwards) await IsToldAsync(told);
        await System.AliveAsync();
        await Seen();
        await Mend();
        await Eventually.AssertAsync(() => HasMetricsAsync(false), seconds: 60);
        await System.HealthyAsync();
        await rules.ReachAsync();
        await IsToldAsync(told);
        await Afterwards();
        await IsToldAsync(told);
    }

    private async Task HasMetricsAsync(bool are)
    {
        foreach (var (service, line) in Metrics)
        {
            var metrics = await System.MetricsAsync(service);
            Assert.True(metrics.Contains($"\n{line}\n", StringComparison.Ordinal) == are, $"{service}: {line} is {(are ? "not " : "")}there");
        }
    }

    private Task IsToldAsync(List<string> before) => Eventually.AssertAsync(
        async () =>
        {
            var mails = await System.MailsAsync();
            before.ForEach(known => mails.Remove(known));
            Assert.Contains(Mail, Assert.Single(mails), StringComparison.Ordinal);
        },
        seconds: 60);
}
