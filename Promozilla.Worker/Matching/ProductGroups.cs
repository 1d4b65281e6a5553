namespace Promozilla.Worker.Matching;

/// <summary>A listing that belongs to no product yet.</summary>
/// <param name="Gtin">Only of new goods: used ones carry the shop's own code.</param>
/// <param name="IsCut">The store cuts its titles, and this one is as long as they get: its words say too little.</param>
internal sealed record Candidate(
    long ListingId, string TitleKey, string Platform, string Edition, string Kind, string Format, string? Gtin, string DisplayTitle, bool IsCut)
{
    public (string TitleKey, string Platform, string Edition, string Kind, string Format) Key => (TitleKey, Platform, Edition, Kind, Format);
}

/// <summary>Which candidates are one product: by the same GTIN, or by the same title key, platform, edition, kind and format.</summary>
internal static class ProductGroups
{
    /// <returns>Groups that can become a product: with at least one title that is whole. The first of a group gives it its key and title.</returns>
    public static List<List<Candidate>> Of(IReadOnlyList<Candidate> candidates)
    {
        var groups = new List<List<Candidate>>();
        var byKey = new Dictionary<object, List<Candidate>>();
        foreach (var candidate in candidates.OrderBy(candidate => candidate.IsCut))
        {
            object? gtin = candidate.Gtin;
            object? key = candidate is { IsCut: false, TitleKey.Length: > 0 } ? candidate.Key : null;
            var group = (gtin is null ? null : byKey.GetValueOrDefault(gtin)) ?? (key is null ? null : byKey.GetValueOrDefault(key));
            if (group is null)
            {
                if (key is null)
                {
                    continue;
                }

                groups.Add(group = []);
            }

            group.Add(candidate);
            foreach (var name in new[] { gtin, key }.OfType<object>())
            {
                byKey.TryAdd(name, group);
            }
        }

        return groups;
    }

    /// <summary>The title a shopper would write: mixed case before capitals, then the longest.</summary>
    public static string Title(IEnumerable<Candidate> group) => group
        .Where(candidate => !candidate.IsCut)
        .OrderBy(candidate => !candidate.DisplayTitle.Any(char.IsLower))
        .ThenByDescending(candidate => candidate.DisplayTitle.Length)
        .ThenBy(candidate => candidate.DisplayTitle, StringComparer.Ordinal)
        .First().DisplayTitle;
}
