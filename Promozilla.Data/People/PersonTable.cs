using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Promozilla.Data.People;

/// <summary>
/// Which rows of which tables are a person's, read from the model and not from a list: whoever adds a table that refers to people, or to what
/// people own, has it exported and deleted without thinking of it.
/// </summary>
public sealed record PersonTable(string Name, IReadOnlyList<string> Columns, string Where, bool Cascades)
{
    /// <summary>Users first. <see cref="Where"/> takes the person's id as $1.</summary>
    public static IReadOnlyList<PersonTable> All(PromozillaDbContext db)
    {
        var found = new Dictionary<IEntityType, PersonTable>();
        var users = db.Model.FindEntityType(typeof(User))!;
        found[users] = Of(users, "id = $1", cascades: true);
        bool more;
        do
        {
            more = false;
            foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson() && !found.ContainsKey(entity)))
            {
                if (Reach(entity, found) is { } where)
                {
                    found[entity] = Of(entity, where, entity.GetForeignKeys().Any(key => found.ContainsKey(key.PrincipalEntityType) && key.DeleteBehavior is DeleteBehavior.Cascade));
                    more = true;
                }
            }
        }
        while (more);
        return [.. found.Values];
    }

    private static string? Reach(IEntityType entity, Dictionary<IEntityType, PersonTable> found)
    {
        // Straight to the person where that is possible: what lies between may be empty, as the list of a wish that is on none.
        if (entity.GetForeignKeys().Where(key => key.Properties.Count is 1 && found.ContainsKey(key.PrincipalEntityType))
            .OrderBy(key => key.PrincipalEntityType.ClrType != typeof(User)).ThenBy(key => !key.IsRequired).FirstOrDefault() is { } link)
        {
            var parent = found[link.PrincipalEntityType];
            var column = link.Properties[0].GetColumnName();
            return parent.Where == "id = $1" && parent.Name == "users"
                ? $"{column} = $1"
                : $"{column} IN (SELECT {link.PrincipalKey.Properties[0].GetColumnName()} FROM {parent.Name} WHERE {parent.Where})";
        }

        return entity.FindProperty(nameof(Session.UserId)) is { } user ? $"{user.GetColumnName()} = $1" : null;
    }

    private static PersonTable Of(IEntityType entity, string where, bool cascades) => new(
        entity.GetTableName()!,
        [.. entity.GetProperties().Select(property => property.GetColumnName()), .. entity.GetNavigations().Where(one => one.TargetEntityType.IsMappedToJson())
            .Select(one => one.TargetEntityType.GetContainerColumnName()!)],
        where,
        cascades);
}
