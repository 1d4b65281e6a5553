using Microsoft.AspNetCore.Mvc;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Queues;

public static class QueueEndpoints
{
    /// <param name="admin">/admin, for administrators.</param>
    public static void MapQueues(this RouteGroupBuilder admin)
    {
        admin.MapPost("/filas/repor", (OperatorDesk desk, QueuesQuery query, [FromForm] Guid carta, CancellationToken cancellationToken) =>
            AskAsync(desk, query, "dead.replay", carta, cancellationToken));
        admin.MapPost("/filas/largar", (OperatorDesk desk, QueuesQuery query, [FromForm] Guid carta, [FromForm] bool certo, CancellationToken cancellationToken) =>
            certo ? AskAsync(desk, query, "dead.drop", carta, cancellationToken) : Task.FromResult(Results.LocalRedirect($"/admin/filas/{carta}?feito=unchanged")));
    }

    private static async Task<IResult> AskAsync(OperatorDesk desk, QueuesQuery query, string action, Guid letter, CancellationToken cancellationToken)
    {
        if (!await query.IsOpenAsync(letter, cancellationToken)) return Results.LocalRedirect($"/admin/filas/{letter}?feito=unchanged");
        await desk.AskAsync(action, QueuesQuery.Subject(letter), new { letter }, cancellationToken);
        return Results.LocalRedirect($"/admin/filas/{letter}?feito=asked");
    }
}
