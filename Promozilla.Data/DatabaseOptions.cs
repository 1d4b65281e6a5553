using System.ComponentModel.DataAnnotations;
using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Promozilla.ServiceDefaults.Settings;

namespace Promozilla.Data;

/// <summary>The database: the section of Aspire's client package, and what it does not know.</summary>
[SharedWith(typeof(NpgsqlEntityFrameworkCorePostgreSQLSettings))]
public sealed class DatabaseOptions
{
    public const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>Where ConnectionStrings:promozilladb is not set.</summary>
    [Required(ErrorMessage = "Set ConnectionStrings:promozilladb to the PostgreSQL database's connection string.")]
    public string? ConnectionString { get; set; }

    /// <summary>Seconds that a statement may take.</summary>
    public int? CommandTimeout { get; set; }

    /// <summary>
    /// Seconds to be let in, and to wait for a free connection. Not set: as the connection string says, or 15; the site is set to 5, and to 15 for a statement. Of a database that
    /// hangs, nobody waits for longer once its absence is noticed.
    /// </summary>
    [Range(1, 300, ErrorMessage = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:ConnectTimeout is a number of seconds, 1 to 300.")]
    public int? ConnectTimeout { get; set; }

    /// <summary>
    /// How many statements each connection keeps prepared once it has run them a few times: planning a look into the prices of two years, a table of many parts, takes longer
    /// than the look. For who says the same things over and over on tables that stay, as the site does.
    /// </summary>
    [Range(0, 1000, ErrorMessage = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:MaxAutoPrepare is a number of statements, 0 to 1000.")]
    public int MaxAutoPrepare { get; set; }
}
