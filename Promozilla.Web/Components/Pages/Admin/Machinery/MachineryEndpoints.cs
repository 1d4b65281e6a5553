using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Operators;
using Promozilla.Web.Accounts;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Machinery;

public static class MachineryEndpoints
{
    private static readonly string[] Jobs = ["nightly", "retention", "backup", "visits"];

    /// <param name="admin">/admin, for administrators.</param>
    public static void MapMachinery(this RouteGroupBuilder admin)
    {
        admin.MapPost("/tarefas/correr", async (OperatorDesk desk, [FromForm] string tarefa, CancellationToken cancellationToken) =>
        {
            if (!Jobs.Contains(tarefa)) return Results.NotFound();
            await desk.AskAsync("job.run", $"jobs/{tarefa}", new { job = tarefa }, cancellationToken);
            return Results.LocalRedirect("/admin/tarefas?feito=asked");
        });
        admin.MapPost("/funcoes/mudar", async (OperatorDesk desk, ClaimsPrincipal person, TimeProvider clock, [FromForm] string funcao, [FromForm] bool ligar, CancellationToken cancellationToken) =>
            Switches.All.Contains(funcao)
                ? Results.LocalRedirect($"/admin/funcoes?feito={(await TurnAsync(desk, funcao, ligar, person.Id(), clock.GetUtcNow(), cancellationToken) ? "done" : "unchanged")}")
                : Results.NotFound());
    }

    private static Task<bool> TurnAsync(OperatorDesk desk, string name, bool on, Guid by, DateTimeOffset now, CancellationToken cancellationToken) =>
        desk.ChangeAsync(on ? "switch.on" : "switch.off", $"switches/{name}", async db =>
        {
            var changed = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO switches AS known (name, is_on, changed_by, changed_at) SELECT {name}, {on}, {by}, {now} WHERE NOT {on} OR EXISTS (SELECT FROM switches WHERE name = {name})
                ON CONFLICT (name) DO UPDATE SET is_on = excluded.is_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at WHERE known.is_on <> excluded.is_on
                """, cancellationToken);
            return changed > 0 ? new { } : null;
        }, cancellationToken);
}
