namespace Promozilla.Scraper.Reading;

/// <summary>Parses one alternative of a <see cref="CssSelector"/>.</summary>
internal sealed class CssSelectorParser(string text)
{
    private int _at;

    public CssSelector.Step[] Parse()
    {
        var steps = new List<CssSelector.Step>();
        var isChild = false;
        while (true)
        {
            var before = _at;
            SkipSpace();
            if (_at == text.Length) break;
            if (text[_at] == '>')
            {
                if (steps.Count == 0 || isChild) throw Wrong("a step is missing before '>'");
                isChild = true;
                _at++;
                continue;
            }

            if (steps.Count > 0 && before == _at && !isChild) throw Wrong($"'{text[_at]}' is not understood");
            steps.Add(Compound(isChild));
            isChild = false;
        }

        if (steps.Count == 0 || isChild) throw Wrong("a step is missing at the end");
        return [.. steps];
    }

    private CssSelector.Step Compound(bool isChild)
    {
        var tag = _at < text.Length && text[_at] == '*' ? Skip(1) : Word(optional: true);
        var conditions = new List<CssSelector.Condition>();
        while (_at < text.Length && text[_at] is '.' or '#' or '[' or ':') conditions.Add(Simple(isNegated: false));
        if (tag is null && conditions.Count == 0 && !(_at > 0 && text[_at - 1] == '*')) throw Wrong("nothing is selected");
        return new CssSelector.Step(tag, [.. conditions], isChild);
    }

    private CssSelector.Condition Simple(bool isNegated)
    {
        switch (text[_at])
        {
            case '.':
                _at++;
                return new("class", '~', Word()!, isNegated);
            case '#':
                _at++;
                return new("id", '=', Word()!, isNegated);
            case '[':
                return Attribute(isNegated);
            case ':' when !isNegated && text.AsSpan(_at).StartsWith(":not("):
                _at += 5;
                var inner = _at < text.Length && text[_at] is '.' or '#' or '[' ? Simple(isNegated: true) : new("", 't', Word()!, true);
                if (_at >= text.Length || text[_at++] != ')') throw Wrong("')' is missing");
                return inner;
            default:
                throw Wrong($"'{text[_at]}' is not understood");
        }
    }

    private CssSelector.Condition Attribute(bool isNegated)
    {
        var end = text.IndexOf(']', _at);
        if (end < 0) throw Wrong("']' is missing");
        var inner = text[(_at + 1)..end];
        _at = end + 1;
        var equals = inner.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return new(inner.Trim(), 'e', "", isNegated);
        if (equals == 0) throw Wrong("an attribute has no name");
        var sign = inner[equals - 1] is '^' or '$' or '*' or '~' ? inner[equals - 1] : '=';
        var name = inner[..(sign == '=' ? equals : equals - 1)].Trim();
        return new(name, sign, inner[(equals + 1)..].Trim().Trim('"', '\''), isNegated);
    }

    private string? Word(bool optional = false)
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '-' or '_')) _at++;
        if (_at > start) return text[start.._at];
        return optional ? null : throw Wrong("a name is missing");
    }

    private string? Skip(int count)
    {
        _at += count;
        return null;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    private FormatException Wrong(string what) => new($"selector \"{text.Trim()}\", position {_at + 1}: {what}");
}
