using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;

namespace Promozilla.Tests.Web.Search;

/// <summary>What is found by rows of bits is what looking through every title finds.</summary>
public sealed class TitleWordsTests
{
    private static readonly string[] Vocabulary = ["mario", "mariokart", "kart", "zelda", "zeldas", "the", "of", "2", "3", "super", "superstar", "wild", "wilds"];

    [Fact]
    public void It_finds_what_a_look_through_all_titles_finds_in_their_order()
    {
        var chance = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var items = Enumerable.Range(1, chance.Next(0, 200)).Select(id => Item(id, Words(chance, chance.Next(0, 6)))).ToList();
            var words = new TitleWords(items);
            var terms = Enumerable.Range(0, chance.Next(1, 4)).Select(_ => (IReadOnlyList<TermWord>)
                [.. Words(chance, chance.Next(1, 3)).Select(word => chance.Next(2) is 0 ? new TermWord(word) : new TermWord(word[..Math.Min(3, word.Length)], IsBegun: true))]).ToList();
            foreach (var least in new[] { 1, terms.Count })
            {
                var most = chance.Next(1, 40);
                var seen = items.Where(item => terms.Count(term => term.Any(word => Says(item.Title, word))) >= least).Take(most);
                Assert.Equal(seen.Select(item => item.Id), words.Saying(terms, least, most).Select(item => item.Id));
            }
        }
    }

    [Fact]
    public void Nothing_asked_finds_nothing() => Assert.Empty(new TitleWords([Item(1, ["mario"])]).Saying([], 0, 10));

    [Fact]
    public void A_title_is_found_whole_however_many_are_more_sought_after()
    {
        ShelfItem[] items = [Item(3, ["super", "mario"]), Item(1, ["mario", "kart"]), Item(4, ["mario"]), Item(2, ["zelda"]), Item(5, ["mario"]), Item(6, [])];
        var words = new TitleWords(items);
        Assert.Equal([4L, 5L], words.Called("mario").Select(item => item.Id).Order());
        Assert.Equal([1L], words.Called("mario kart").Select(item => item.Id));
        Assert.Empty(words.Called("mari"));
        Assert.Empty(words.Called("zzz"));
    }

    private static bool Says(string title, TermWord word) => title.Split(' ').Any(one => word.IsBegun ? one.StartsWith(word.Word, StringComparison.Ordinal) : one == word.Word);

    private static string[] Words(Random chance, int count) => [.. Enumerable.Range(0, count).Select(_ => Vocabulary[chance.Next(Vocabulary.Length)])];

    private static ShelfItem Item(long id, string[] words) => new(
        id, ProductKind.Game, Platform.Switch, Format.Physical, 10m, null, null, Verified: false, NewLow: false, InStock: true, 1, [], 1, new Totals(null, null, null),
        Title: string.Join(' ', words));
}
