namespace Promozilla.Web.Components.Pages.Search;

/// <summary>A text as PostgreSQL's pg_trgm sees it: each three letters in a row of its words, with two blanks before a word and one after it.</summary>
internal sealed class Trigrams
{
    private const ulong Three = 0xFFFF_FFFF_FFFF;
    private readonly Dictionary<ulong, int> own = [];
    private readonly int[] seen;
    private int turn;

    public Trigrams(string text)
    {
        var (window, at) = (0ul, 0);
        while (Next(text, ref at, ref window))
        {
            own.TryAdd(window, own.Count);
        }

        seen = new int[own.Count];
    }

    /// <summary>How much a title has in common with it, of all that either has: from 0 to 1. What a title says twice outside of it counts twice.</summary>
    public double Likeness(string title)
    {
        turn++;
        var (window, at, shared, others) = (0ul, 0, 0, 0);
        while (Next(title, ref at, ref window))
        {
            if (!own.TryGetValue(window, out var place))
            {
                others++;
            }
            else if (seen[place] != turn)
            {
                seen[place] = turn;
                shared++;
            }
        }

        return shared is 0 ? 0 : (double)shared / (own.Count + others);
    }

    /// <summary>The next one, beginning with the letter at this place.</summary>
    private static bool Next(string text, ref int at, ref ulong window)
    {
        while (at <= text.Length)
        {
            var letter = at < text.Length ? text[at] : ' ';
            at++;
            var within = (ushort)window is not (0 or ' ');
            if (within || letter is not ' ')
            {
                window = within ? ((window << 16) | letter) & Three : ((ulong)' ' << 32) | ((ulong)' ' << 16) | letter;
                return true;
            }
        }

        return false;
    }
}
