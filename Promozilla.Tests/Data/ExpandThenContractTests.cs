using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Promozilla.Data;

namespace Promozilla.Tests.Data;

/// <summary>While a new version starts, the one before still runs on the schema that the new one has migrated: a migration only adds.</summary>
public sealed partial class ExpandThenContractTests
{
    /// <summary>Migrations that take away what no running version reads or writes any more, each with the version since when.</summary>
    private static readonly Dictionary<string, string> Contractions = [];

    /// <summary>The first one is the first release's whole schema: nobody ran a version before.</summary>
    [Fact]
    public void No_migration_since_the_first_release_takes_away_what_the_version_before_uses()
    {
        var migrations = typeof(PromozillaDbContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)))
            .Select(type => (Id: type.GetCustomAttribute<MigrationAttribute>()!.Id, Migration: (Migration)Activator.CreateInstance(type)!))
            .OrderBy(migration => migration.Id, StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(migrations);
        Assert.Empty(
            from migration in migrations.Skip(1)
            where !Contractions.ContainsKey(migration.Id)
            from broken in Broken(migration.Migration.UpOperations)
            select $"{migration.Id}: {broken}");
    }

    [Theory]
    [InlineData("drop column")]
    [InlineData("rename")]
    [InlineData("must be given")]
    [InlineData("raw")]
    [InlineData("not null")]
    [InlineData("unique")]
    [InlineData("check")]
    [InlineData("key")]
    public void What_would_break_the_version_before_is_seen(string what)
    {
        MigrationOperation operation = what switch
        {
            "drop column" => new DropColumnOperation { Table = "stores", Name = "name" },
            "rename" => new RenameColumnOperation { Table = "stores", Name = "name", NewName = "title" },
            "must be given" => new AddColumnOperation { Table = "stores", Name = "country", ClrType = typeof(string) },
            "unique" => new CreateIndexOperation { Table = "stores", Name = "ix", Columns = ["name"], IsUnique = true },
            "check" => new AddCheckConstraintOperation { Table = "stores", Name = "ck", Sql = "name <> ''" },
            "key" => new DropPrimaryKeyOperation { Table = "stores", Name = "pk" },
            "raw" => new SqlOperation { Sql = "ALTER TABLE stores\n  DROP COLUMN name" },
            _ => new AlterColumnOperation { Table = "stores", Name = "name", ClrType = typeof(string), OldColumn = new AddColumnOperation { IsNullable = true, ClrType = typeof(string) } },
        };
        Assert.Single(Broken([operation]));
    }

    [Fact]
    public void What_only_adds_is_fine() => Assert.Empty(Broken(
    [
        new AddColumnOperation { Table = "stores", Name = "country", ClrType = typeof(string), IsNullable = true },
        new AddColumnOperation { Table = "stores", Name = "rank", ClrType = typeof(int), DefaultValue = 0 },
        new AddCheckConstraintOperation { Table = "stores", Name = "ck", Sql = "country <> ''" },
        new SqlOperation { Sql = "DROP INDEX IF EXISTS ix; CREATE INDEX ix ON stores (name)" },
    ]));

    private static IEnumerable<string> Broken(IReadOnlyList<MigrationOperation> operations)
    {
        var own = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
        // Of a column that the version before doesn't write, a rule can't refuse what it writes.
        var added = operations.OfType<AddColumnOperation>().ToLookup(add => add.Table, add => add.Name);
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case DropTableOperation drop: yield return $"drops the table {drop.Name}"; break;
                case RenameTableOperation rename: yield return $"renames the table {rename.Name}"; break;
                case RenameColumnOperation rename: yield return $"renames {rename.Table}.{rename.Name}"; break;
                case DropColumnOperation drop when !own.Contains(drop.Table): yield return $"drops {drop.Table}.{drop.Name}"; break;
                case AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null } add when !own.Contains(add.Table):
                    yield return $"adds {add.Table}.{add.Name}, which the version before doesn't give";
                    break;
                case AlterColumnOperation alter when alter.ClrType != alter.OldColumn.ClrType || (alter.OldColumn.IsNullable && !alter.IsNullable):
                    yield return $"changes {alter.Table}.{alter.Name} under the version before";
                    break;
                case CreateIndexOperation { IsUnique: true } index when !own.Contains(index.Table) && !index.Columns.Any(added[index.Table].Contains):
                    yield return $"lets {index.Table} hold each {string.Join(", ", index.Columns)} once, which the version before may not keep";
                    break;
                case AddCheckConstraintOperation check when !own.Contains(check.Table) && !added[check.Table].Any(check.Sql.Contains):
                    yield return $"checks {check.Table} for {check.Name}, which the version before may not keep";
                    break;
                case DropUniqueConstraintOperation drop: yield return $"drops {drop.Name} of {drop.Table}, which an ON CONFLICT of the version before may name"; break;
                case DropPrimaryKeyOperation drop: yield return $"drops the key of {drop.Table}"; break;
                case SqlOperation sql when Contracting().Match(sql.Sql) is { Success: true } match: yield return $"says {match.Value}"; break;
            }
        }
    }

    [GeneratedRegex(@"\bDROP\s+(TABLE|COLUMN|VIEW)\b|\bRENAME\s+(COLUMN|TO)\b|\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b", RegexOptions.IgnoreCase)]
    private static partial Regex Contracting();
}
