using System.Text;
using System.Text.Json;

namespace Promozilla.Tests.Plans;

/// <summary>The plans of all that a PostgreSQL server ran, as auto_explain writes them into its log: a first line, then the plan as JSON on lines that begin with a tab.</summary>
internal sealed class SeenPlans
{
    private readonly Lock gate = new();
    private readonly List<SeenPlan> plans = [];
    private StringBuilder? open;

    public void Read(string line)
    {
        lock (gate)
        {
            if (open is not null && line.StartsWith('\t'))
            {
                open.AppendLine(line);
                return;
            }

            Close();
            open = line.Contains("plan:", StringComparison.Ordinal) ? new StringBuilder() : null;
        }
    }

    /// <summary>What was run since this was asked last.</summary>
    public List<SeenPlan> Take()
    {
        lock (gate)
        {
            Close();
            var taken = plans.ToList();
            plans.Clear();
            return taken;
        }
    }

    private void Close()
    {
        if (open is { Length: > 0 }) plans.Add(SeenPlan.Parse(open.ToString()));
        open = null;
    }
}

/// <param name="Scans">Tables that were read from one end to the other, each with how many rows it gave or threw away.</param>
internal sealed record SeenPlan(string Query, IReadOnlyList<(string Table, double Rows)> Scans)
{
    public static SeenPlan Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var scans = new List<(string, double)>();
        Look(document.RootElement.GetProperty("Plan"), scans);
        return new SeenPlan(document.RootElement.GetProperty("Query Text").GetString()!, scans);
    }

    private static void Look(JsonElement node, List<(string, double)> scans)
    {
        // A scan that was planned and never begun read nothing.
        if (node.GetProperty("Node Type").GetString() is "Seq Scan" && node.GetProperty("Actual Loops").GetDouble() > 0)
        {
            var thrown = node.TryGetProperty("Rows Removed by Filter", out var removed) ? removed.GetDouble() : 0;
            scans.Add((node.GetProperty("Relation Name").GetString()!, node.GetProperty("Actual Rows").GetDouble() + thrown));
        }

        if (node.TryGetProperty("Plans", out var children))
        {
            foreach (var child in children.EnumerateArray()) Look(child, scans);
        }
    }
}
