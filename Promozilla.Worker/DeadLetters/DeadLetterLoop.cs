using Npgsql;
using Promozilla.Messaging;

namespace Promozilla.Worker.DeadLetters;

/// <summary>Brings dead letters from the broker to the database, and says how full the queues are, for the site.</summary>
public sealed partial class DeadLetterLoop(
    DeadMessages messages, QueueFigures figures, DeadLetterShelf shelf, NpgsqlDataSource database, ILogger<DeadLetterLoop> logger) : ITick
{
    public TimeSpan Pause => TimeSpan.FromSeconds(10);

    /// <summary>A broker that is away says so at every round, and is no error of ours. What is dead stays in it.</summary>
    public LogLevel Failing => LogLevel.Warning;

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        // Nothing is taken from the broker while there is nowhere to put it.
        await using (var asked = database.CreateCommand("SELECT 1")) await asked.ExecuteScalarAsync(cancellationToken);
        if (await messages.CollectAsync(shelf.KeepAsync, cancellationToken) is var count and > 0) Log.Collected(logger, count);
        await shelf.NoteDepthsAsync(await figures.ReadAsync(cancellationToken), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} dead letters wait for an operator")]
        public static partial void Collected(ILogger logger, int count);
    }
}
