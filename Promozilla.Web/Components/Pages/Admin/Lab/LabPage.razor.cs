using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;

namespace Promozilla.Web.Components.Pages.Admin.Lab;

/// <summary>What the lab's buttons do. Each saves first: nobody's work is lost to a store that doesn't answer.</summary>
public sealed partial class LabPage
{
    protected override async Task ReadAsync()
    {
        await using var db = await Desk.OpenAsync(Cancellation);
        if (await db.Stores.AsNoTracking().FirstOrDefaultAsync(store => store.Key == Key, Cancellation) is not { } store)
        {
            Navigation.NotFound();
            return;
        }

        name = store.Name;
        draft = await Definitions.DraftAsync(Key, Cancellation);
        published = await db.StoreDefinitions.Where(version => version.StoreKey == Key && version.Status == DefinitionStatus.Published).Select(version => (int?)version.Version).FirstOrDefaultAsync(Cancellation);
        var from = From ?? (draft is null ? published : null);
        var start = from is null ? null : await db.StoreDefinitions.Where(version => version.StoreKey == Key && version.Version == from).Select(version => version.Json).FirstOrDefaultAsync(Cancellation);
        text = Rascunho is null ? start ?? draft?.Json ?? DefinitionText.Pretty(store.Definition) : DefinitionText.Typed(Rascunho);
        Nota ??= Rascunho is null ? draft?.Note : null;
        Know();
    }

    private void Know()
    {
        categories = DefinitionText.Categories(text);
        isTried = draft is not null && draft.TriedHash == StoreDefinitionVersion.HashOf(draft.Json);
    }

    private async Task ActAsync()
    {
        if (name is null) return;
        if (Acto is "deitar")
        {
            await Definitions.DropAsync(Key, Cancellation);
            Again($"/admin/lojas/{Key}", "Lab.dropped");
            return;
        }

        said = await Definitions.SaveAsync(Key, text, string.IsNullOrWhiteSpace(Nota) ? null : Nota.Trim(), Visto ?? "", Cancellation);
        if (said is null) await TryAsync();
        draft = await Definitions.DraftAsync(Key, Cancellation);
        Know();
    }

    private async Task TryAsync()
    {
        switch (Acto)
        {
            case "ler":
                (reading, trouble) = await Lab.ReadAsync(text, Categoria, Endereco, Html, Cancellation);
                break;
            case "repetir":
                (replay, trouble) = await Lab.ReplayAsync(text, Cancellation);
                if (replay is not null) await Definitions.TriedAsync(Key, text, replay.Broken, Cancellation);
                break;
            case "publicar":
                said = await Definitions.PublishAsync(Key, StoreDefinitionVersion.HashOf(text), Mesmo, Cancellation);
                if (said is null) Again($"/admin/lojas/{Key}", "Lab.published");
                break;
            default:
                (said, saidWell) = ("Lab.saved", true);
                break;
        }
    }
}
