using Npgsql;
using Quartz;

namespace Promozilla.Worker.Schedule;

/// <summary>Keeps for operators when each job last ran and what became of it. A note that can't be written holds up no job.</summary>
public sealed partial class JobNotes(NpgsqlDataSource database, TimeProvider clock, ILogger<JobNotes> logger) : IJobListener
{
    private const string Begin = """
        INSERT INTO job_notes (name, started_at, failed) VALUES ($1, $2, false)
        ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, ended_at = NULL, failed = false, said = NULL
        """;

    private const string End = "UPDATE job_notes SET ended_at = $2, failed = $3, said = left($4, 500) WHERE name = $1";

    public string Name => "notes";

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        WriteAsync(Begin, cancellationToken, Sql.Value(Of(context.JobDetail.Key)), Sql.Value(clock.GetUtcNow()));

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        // A job that minds its own failure leaves it as its result.
        var failure = jobException?.InnerException ?? jobException ?? context.Result as Exception;
        return WriteAsync(
            End, cancellationToken, Sql.Value(Of(context.JobDetail.Key)), Sql.Value(clock.GetUtcNow()), Sql.Value(failure is not null),
            Sql.Nullable(failure?.Message ?? context.Result?.ToString()));
    }

    public static string Of(JobKey key) => key.Group == JobKey.DefaultGroup ? key.Name : $"{key.Name} {key.Group}";

    private async ValueTask WriteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        try
        {
            await using var command = database.CreateCommand(sql).With(parameters);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            Log.NotWritten(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What became of a job was not noted: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
