using Microsoft.AspNetCore.Mvc;

namespace Promozilla.Web.Components.Pages.Admin.People;

public static class PeopleEndpoints
{
    /// <param name="admin">/admin, for administrators.</param>
    public static void MapPeople(this RouteGroupBuilder admin)
    {
        var people = admin.MapGroup("/pessoas");
        people.MapPost("/procurar", async (PeopleDesk desk, [FromForm] string endereco, CancellationToken cancellationToken) =>
            Results.LocalRedirect(await desk.FindAsync(endereco, cancellationToken) is { } id ? $"/admin/pessoas/{id}" : "/admin/pessoas?feito=nobody"));
        people.MapPost("/papel", async (PeopleDesk desk, [FromForm] Guid pessoa, [FromForm] string? papel, CancellationToken cancellationToken) =>
            Back(pessoa, await desk.AppointAsync(pessoa, papel is "" ? null : papel, cancellationToken)));
        people.MapPost("/sair", async (PeopleDesk desk, [FromForm] Guid pessoa, CancellationToken cancellationToken) => Back(pessoa, await desk.SignOutAsync(pessoa, cancellationToken)));
        people.MapPost("/calar", async (PeopleDesk desk, [FromForm] Guid pessoa, CancellationToken cancellationToken) =>
            Back(pessoa, await desk.SuppressAsync(pessoa, suppress: true, cancellationToken)));
        people.MapPost("/escrever", async (PeopleDesk desk, [FromForm] Guid pessoa, CancellationToken cancellationToken) =>
            Back(pessoa, await desk.SuppressAsync(pessoa, suppress: false, cancellationToken)));
        people.MapPost("/apagar", async (PeopleDesk desk, [FromForm] Guid pessoa, [FromForm] bool certo, CancellationToken cancellationToken) =>
            certo && await desk.ForgetAsync(pessoa, cancellationToken) ? Results.LocalRedirect("/admin/pessoas?feito=forgotten") : Results.LocalRedirect("/admin/pessoas?feito=unchanged"));
    }

    private static IResult Back(Guid person, bool done) => Results.LocalRedirect($"/admin/pessoas/{person}?feito={(done ? "done" : "unchanged")}");
}
