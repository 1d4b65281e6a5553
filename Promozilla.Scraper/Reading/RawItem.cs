namespace Promozilla.Scraper.Reading;

/// <summary>An item's fields as the page wrote them. The first finding of a field stands; each knows its source.</summary>
public sealed class RawItem
{
    private readonly Dictionary<string, (string Text, string Source)> _fields = new(StringComparer.Ordinal);

    public List<string> Labels { get; } = [];

    public IEnumerable<KeyValuePair<string, (string Text, string Source)>> Fields => _fields;

    public string? this[string field] => _fields.TryGetValue(field, out var value) ? value.Text : null;

    public string? Source(string field) => _fields.TryGetValue(field, out var value) ? value.Source : null;

    public bool Has(string field) => _fields.ContainsKey(field);

    public bool Set(string field, string? text, string source)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        return _fields.TryAdd(field, (text, source));
    }

    public void Replace(string field, string text, string source) => _fields[field] = (text, source);

    public void Remove(string field) => _fields.Remove(field);

    /// <summary>Takes over what this item lacks.</summary>
    public void FillFrom(RawItem other)
    {
        foreach (var (field, value) in other._fields) _fields.TryAdd(field, value);
        if (Labels.Count == 0) Labels.AddRange(other.Labels);
    }
}
