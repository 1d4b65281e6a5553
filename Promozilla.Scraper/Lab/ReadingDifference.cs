using System.Text.Json;
using System.Text.Json.Nodes;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Lab;

/// <summary>What a draft reads otherwise than an earlier reading. Lists are cut at <see cref="Most"/>; the counts are whole.</summary>
public sealed record ReadingDifference(
    int AddedCount, int GoneCount, int ChangedCount, int SameCount,
    IReadOnlyList<PageItem> Added, IReadOnlyList<PageItem> Gone, IReadOnlyList<ReadingDifference.ChangedItem> Changed)
{
    public const int Most = 100;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web);
    private static readonly string[] NotOfTheItem = ["labels", "sources"];

    /// <summary>Field by field, as text; null: not there.</summary>
    public sealed record ChangedItem(string? Id, string? Url, string? Name, IReadOnlyDictionary<string, Change> Fields);

    public sealed record Change(string? Before, string? After, string? Source);

    public static ReadingDifference Between(IReadOnlyList<PageItem> before, IReadOnlyList<PageItem> after)
    {
        var left = before.ToList();
        var pairs = new List<(PageItem Before, PageItem After)>();
        var rest = after.ToList();
        // The same item has the same id, else the same address, else the same name: a draft may be the first to read one of them.
        foreach (var key in (Func<PageItem, string?>[])[item => item.Id, item => item.Url, item => item.Name]) Match(left, rest, pairs, key);
        var changed = pairs.Select(pair => (pair.After, Fields: Changes(pair.Before, pair.After))).Where(pair => pair.Fields.Count > 0)
            .Select(pair => new ChangedItem(pair.After.Id, pair.After.Url, pair.After.Name, pair.Fields)).ToList();
        return new(
            rest.Count, left.Count, changed.Count, pairs.Count - changed.Count, [.. rest.Take(Most)], [.. left.Take(Most)], [.. changed.Take(Most)]);
    }

    private static void Match(List<PageItem> left, List<PageItem> rest, List<(PageItem, PageItem)> pairs, Func<PageItem, string?> key)
    {
        var known = left.Where(item => key(item) is not null).GroupBy(item => key(item)!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<PageItem>(group), StringComparer.Ordinal);
        var found = new HashSet<PageItem>(ReferenceEqualityComparer.Instance);
        foreach (var item in rest)
        {
            if (key(item) is not { } value || !known.TryGetValue(value, out var same) || !same.TryDequeue(out var earlier)) continue;
            pairs.Add((earlier, item));
            found.Add(earlier);
            found.Add(item);
        }

        left.RemoveAll(found.Contains);
        rest.RemoveAll(found.Contains);
    }

    private static Dictionary<string, Change> Changes(PageItem before, PageItem after)
    {
        var (old, young) = (Fields(before), Fields(after));
        return young.Where(field => old[field.Key] != field.Value)
            .ToDictionary(field => field.Key, field => new Change(old[field.Key], field.Value, after.Sources?.GetValueOrDefault(field.Key)), StringComparer.Ordinal);
    }

    private static Dictionary<string, string?> Fields(PageItem item) => ((JsonObject)JsonSerializer.SerializeToNode(item, Shape)!)
        .Where(field => !NotOfTheItem.Contains(field.Key)).ToDictionary(field => field.Key, field => Text(field.Key, field.Value), StringComparer.Ordinal);

    // 19.9 and 19.90 are one price.
    private static string? Text(string field, JsonNode? value) => field is "price" or "oldPrice" && value is not null
        ? value.GetValue<decimal>().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)
        : value?.ToString();
}
