using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Promozilla.Data.People;
using Promozilla.Web.Components.Pages.Wishlist;

namespace Promozilla.Tests.Web.Wishlist;

public sealed class WishDraftTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly Guid List = Guid.NewGuid();

    [Fact]
    public void What_is_saved_is_what_was_typed()
    {
        var read = Read(out _, ("regra", "target"), ("alvo", "39,99 €"), ("estado", "any"), ("formato", "digital"), ("lista", List.ToString()), ("lojas", "b,a"),
            ("nota", "  Para o Natal\r\nda Rita "), ("imprescindivel", "1"), ("comprado", "1"), ("comprado_em", "2026-11-20"), ("comprado_por", "49.9"));
        Assert.Equal(("target", 39.99m, "any", "digital", List), (read!.Rule, read.Target, read.Condition, read.Medium, read.ListId));
        Assert.Equal(["a", "b"], read.Stores!);
        Assert.Equal(("Para o Natal\nda Rita", true, false, new DateOnly(2026, 11, 20), 49.9m), (read.Note, read.MustHave, read.Paused, read.BoughtOn, read.BoughtPrice));
    }

    [Fact]
    public void A_target_belongs_to_its_rule_and_all_stores_are_none()
    {
        var read = Read(out _, ("regra", "low"), ("alvo", "39,99"), ("lojas", "a,b,c"), ("comprado_em", "nunca"), ("comprado_por", "nada"));
        Assert.Equal(new WishSettings("low", null, null, "new", "any", null, false, false, null, null, null), read);
    }

    [Theory]
    [InlineData("regra", "tudo", "regra")]
    [InlineData("alvo", "", "alvo")]
    [InlineData("alvo", "-5", "alvo")]
    [InlineData("alvo", "1e5", "alvo")]
    [InlineData("alvo", "0,001", "alvo")]
    [InlineData("lojas", "a,inventada", "lojas")]
    [InlineData("estado", "partido", "estado")]
    [InlineData("formato", "ar", "formato")]
    [InlineData("lista", "5d2f7a61-5d2f-4a61-8d2f-5d2f7a615d2f", "lista")]
    [InlineData("lista", "minha", "lista")]
    [InlineData("comprado_em", "2026-11-22", "comprado_em")]
    [InlineData("comprado_em", "ontem", "comprado_em")]
    [InlineData("comprado_por", "", "comprado_por")]
    public void A_fault_names_its_input(string field, string value, string fault)
    {
        (string, string)[] form =
        [
            ("regra", "target"), ("alvo", "10"), ("comprado", "1"), ("comprado_em", "2026-11-20"), ("comprado_por", "10"),
        ];
        Assert.Null(Read(out var faults, [.. form.Where(pair => pair.Item1 != field), (field, value)]));
        Assert.Equal([fault], faults.Keys);
    }

    [Fact]
    public void A_note_is_as_long_as_it_may_be()
    {
        Assert.NotNull(Read(out _, ("nota", new string('a', WishlistItem.LongestNote))));
        Assert.Null(Read(out var faults, ("nota", new string('a', WishlistItem.LongestNote + 1))));
        Assert.Equal(["nota"], faults.Keys);
    }

    private static WishSettings? Read(out Dictionary<string, string> faults, params (string Name, string Value)[] typed)
    {
        var form = new Dictionary<string, StringValues> { ["regra"] = "", ["estado"] = "new", ["formato"] = "any" };
        foreach (var (name, value) in typed)
        {
            form[name] = name is "lojas" ? value.Split(',') : value;
        }

        return WishDraft.Of(new FormCollection(form)).Read(["a", "b", "c"], [List], Today, out faults);
    }
}
