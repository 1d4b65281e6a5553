using System.Text.Json;

namespace Promozilla.Scraper.Stores;

/// <summary>A value in a definition that knows its path, so that every error can name it.</summary>
internal readonly record struct DefinitionNode(string Path, JsonElement Element)
{
    public DefinitionNode? Child(string name) =>
        Object().TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new DefinitionNode($"{Path}.{name}", value) : null;

    public DefinitionNode Required(string name) => Child(name) ?? throw Wrong($"\"{name}\" is missing");

    public string Text(string name) => Required(name).AsText();

    public string? OptionalText(string name) => Child(name)?.AsText();

    public string? Word(string name, params ReadOnlySpan<string> allowed)
    {
        if (Child(name) is not { } child) return null;
        var text = child.AsText();
        return allowed.Contains(text) ? text : throw child.Wrong($"\"{text}\" is none of {string.Join(", ", allowed!)}");
    }

    public string AsText() => Element.ValueKind == JsonValueKind.String && Element.GetString() is { Length: > 0 } text ? text : throw Wrong("a text is expected");

    public string AsPlainText() => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Wrong("a text is expected");

    public bool Flag(string name, bool otherwise) => Child(name) is not { } child ? otherwise : child.Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw child.Wrong("true or false is expected"),
    };

    public decimal? Number(string name, decimal least = 0)
    {
        if (Child(name) is not { } child) return null;
        if (child.Element.ValueKind != JsonValueKind.Number || !child.Element.TryGetDecimal(out var number)) throw child.Wrong("a number is expected");
        return number >= least ? number : throw child.Wrong($"{number} is less than {least}");
    }

    public int? Integer(string name, int least = 0)
    {
        var number = Number(name, least);
        return number is null ? null : number % 1 == 0 && number <= int.MaxValue ? (int)number : throw Required(name).Wrong("a whole number is expected");
    }

    public IReadOnlyList<DefinitionNode> List(string name, bool required = true)
    {
        var child = required ? Required(name) : Child(name);
        if (child is not { } list) return [];
        if (list.Element.ValueKind != JsonValueKind.Array) throw list.Wrong("a list is expected");
        var items = list.Element.EnumerateArray().Select((element, index) => new DefinitionNode($"{list.Path}[{index}]", element)).ToList();
        return required && items.Count == 0 ? throw list.Wrong("the list is empty") : items;
    }

    public IReadOnlyList<(string Name, DefinitionNode Value)> Members()
    {
        var path = Path;
        return [.. Object().EnumerateObject().Where(member => member.Name != "$comment").Select(member => (member.Name, new DefinitionNode($"{path}.{member.Name}", member.Value)))];
    }

    public IReadOnlyDictionary<string, string> Texts(string name) =>
        Child(name) is { } child ? child.Members().ToDictionary(member => member.Name, member => member.Value.AsPlainText(), StringComparer.Ordinal) : new Dictionary<string, string>();

    /// <summary>Refuses members that mean nothing: a mistyped name must not pass in silence.</summary>
    public void Allow(params ReadOnlySpan<string> names)
    {
        foreach (var member in Object().EnumerateObject())
        {
            var isRemark = member.Name == "$comment" || (member.Name == "$schema" && Path == "$");
            if (!names.Contains(member.Name) && !isRemark) throw new StoreDefinitionException($"{Path}.{member.Name}", $"not known here (known: {string.Join(", ", names!)})");
        }
    }

    public StoreDefinitionException Wrong(string what) => new(Path, what);

    private JsonElement Object() => Element.ValueKind == JsonValueKind.Object ? Element : throw Wrong("an object is expected");
}
