using Promozilla.Data.Operators;

namespace Promozilla.Web.Components.Pages.Admin;

/// <param name="Path">Below /admin.</param>
/// <param name="Name">Key of its name in AdminTexts.</param>
/// <param name="Role">Who sees it.</param>
public sealed record AdminMenuItem(string Path, string Name, string Role = OperatorRoles.Curator);

/// <summary>The rooms of /admin, by what an operator comes for.</summary>
public static class AdminMenu
{
    public static IReadOnlyList<(string Name, IReadOnlyList<AdminMenuItem> Items)> Groups { get; } =
    [
        ("Menu.day", [new("", "Overview"), new("/paineis", "Panels"), new("/visitas", "Visits", OperatorRoles.Administrator), new("/registo", "Audit", OperatorRoles.Administrator)]),
        ("Menu.stores", [new("/execucoes", "Runs"), new("/lojas", "Stores"), new("/duvidas", "Doubts"), new("/emparelhar", "Pairs"), new("/soltos", "Loose"), new("/produtos", "Products")]),
        ("Menu.people", [new("/pessoas", "People", OperatorRoles.Administrator), new("/mails", "Mails", OperatorRoles.Administrator), new("/amostras", "Samples", OperatorRoles.Administrator)]),
        ("Menu.system", [new("/erros", "Errors", OperatorRoles.Administrator), new("/filas", "Queues", OperatorRoles.Administrator), new("/tarefas", "Jobs", OperatorRoles.Administrator), new("/funcoes", "Switches", OperatorRoles.Administrator)]),
    ];
}
