using Microsoft.AspNetCore.Mvc;
using Promozilla.Web.Components.Pages.Admin.Lab;

namespace Promozilla.Web.Components.Pages.Admin.Stores;

/// <summary>The buttons of a store's room.</summary>
public static class StoreActEndpoints
{
    public static void MapStoreActs(this RouteGroupBuilder admin)
    {
        var store = admin.MapGroup("/lojas/{key}");
        store.MapPost("/congelar", async (string key, StoreActs acts, [FromForm] string? motivo, CancellationToken cancellationToken) => Said(key, await acts.FreezeAsync(key, motivo, cancellationToken)));
        // Each parameter from the form makes the endpoint a form, and so checked for its antiforgery token.
        store.MapPost("/degelar", async (string key, StoreActs acts, [FromForm] string? nada, CancellationToken cancellationToken) => Said(key, await acts.ThawAsync(key, cancellationToken)));
        store.MapPost("/ligar", async (string key, StoreActs acts, [FromForm] string? nada, CancellationToken cancellationToken) => Said(key, await acts.SwitchAsync(key, true, cancellationToken)));
        store.MapPost("/desligar", async (string key, StoreActs acts, [FromForm] string? nada, CancellationToken cancellationToken) => Said(key, await acts.SwitchAsync(key, false, cancellationToken)));
        store.MapPost("/como-definida", async (string key, StoreActs acts, [FromForm] string? nada, CancellationToken cancellationToken) => Said(key, await acts.SwitchAsync(key, null, cancellationToken)));
        store.MapPost("/entregas", async (
            string key, StoreActs acts, [FromForm] string? desde, [FromForm] string? continente, [FromForm] string? gratis, [FromForm] string? acores, [FromForm] string? madeira, [FromForm] string? levantar,
            CancellationToken cancellationToken) => Said(key, await acts.SetDeliveryAsync(key, desde, [continente, gratis, acores, madeira, levantar], cancellationToken)));
        store.MapPost("/entregas/apagar", async (string key, StoreActs acts, [FromForm] string? desde, CancellationToken cancellationToken) => Said(key, await acts.RemoveDeliveryAsync(key, desde, cancellationToken)));
        store.MapPost("/versoes/repor", async (string key, DefinitionDesk definitions, [FromForm] int versao, CancellationToken cancellationToken) => Said(key, await definitions.RollBackAsync(key, versao, cancellationToken)));
    }

    private static IResult Said(string key, string word) => Results.LocalRedirect($"/admin/lojas/{Uri.EscapeDataString(key)}?feito={word}");
}
