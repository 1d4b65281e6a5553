using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Operators;

namespace Promozilla.Worker.Operators;

/// <summary>Where nobody can reach a command line: the account of Operators:FirstAddress, once confirmed, is administrator as long as there is none.</summary>
public sealed partial class FirstAdministrator(NpgsqlDataSource database, Appointment appointment, IOptions<OperatorOptions> options, ILogger<FirstAdministrator> logger)
{
    private const string Waits = """
        SELECT EXISTS (SELECT FROM users WHERE normalized_email = upper($1) AND email_confirmed)
            AND NOT EXISTS (SELECT FROM user_roles member JOIN roles role ON role.id = member.role_id WHERE role.normalized_name = upper($2))
        """;

    private bool settled = options.Value.FirstAddress is null or "";

    public async Task AppointAsync(CancellationToken cancellationToken)
    {
        if (settled) return;
        var address = options.Value.FirstAddress!;
        await using var command = database.CreateCommand(Waits).With(Sql.Value(address.Trim()), Sql.Value(OperatorRoles.Administrator));
        if (await command.ExecuteScalarAsync(cancellationToken) is not true) return;
        settled = await appointment.AppointAsync(address, OperatorRoles.Administrator, cancellationToken) is null;
        if (settled) Log.Appointed(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The account of Operators:FirstAddress is administrator now")]
        public static partial void Appointed(ILogger logger);
    }
}
