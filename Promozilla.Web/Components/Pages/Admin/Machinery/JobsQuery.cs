using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Machinery;

/// <param name="Job">Its name without its group.</param>
/// <param name="Request">When an operator last asked for it, and what came of that.</param>
public sealed record JobLine(string Name, string Job, DateTimeOffset? NextAt, DateTimeOffset? LastAt, JobNote? Note, OperatorRequest? Request);

/// <param name="Name">Key of its name in AdminTexts.</param>
/// <param name="LastAt">When something last came of it.</param>
public sealed record RoundLine(string Name, DateTimeOffset? LastAt);

/// <summary>The Worker's jobs, as their scheduler and their own notes tell, and its rounds by what they leave in the database.</summary>
public sealed class JobsQuery(OperatorDesk desk)
{
    public async Task<(IReadOnlyList<JobLine> Jobs, IReadOnlyList<RoundLine> Rounds)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var notes = await db.JobNotes.AsNoTracking().ToListAsync(cancellationToken);
        var triggers = await TriggersAsync(db, cancellationToken);
        var names = notes.Select(note => note.Name).Union(triggers.Select(trigger => trigger.Name)).Order(StringComparer.Ordinal);
        var requests = await db.OperatorRequests.AsNoTracking().Where(request => request.Action == "job.run").OrderByDescending(request => request.AskedAt).Take(50).ToListAsync(cancellationToken);
        IReadOnlyList<JobLine> jobs =
        [
            .. names.Select(name =>
            {
                var (note, trigger, job) = (notes.Find(note => note.Name == name), triggers.Find(trigger => trigger.Name == name), name.Split(' ')[0]);
                return new JobLine(name, job, At(trigger?.Next), note?.StartedAt ?? At(trigger?.Last), note, requests.Find(request => request.Subject == $"jobs/{job}"));
            }),
        ];
        return (jobs,
        [
            new("Round.runs", await db.ScrapeRuns.MaxAsync(run => run.ClosedAt, cancellationToken)),
            new("Round.mails", await db.OutgoingMails.MaxAsync(mail => mail.SentAt, cancellationToken)),
            new("Round.push", await db.PushMessages.MaxAsync(message => message.SentAt, cancellationToken)),
            new("Round.queues", await db.QueueDepths.MaxAsync(depth => (DateTimeOffset?)depth.ReadAt, cancellationToken)),
            new("Round.requests", await db.OperatorRequests.MaxAsync(request => request.DoneAt, cancellationToken)),
        ]);
    }

    // Quartz keeps moments as ticks. Its tables are the Worker's to make: before its first start there are none.
    private static async Task<List<Trigger>> TriggersAsync(PromozillaDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.Database.SqlQuery<bool>($"SELECT to_regclass('qrtz_triggers') IS NOT NULL AS \"Value\"").SingleAsync(cancellationToken)) return [];
        return await db.Database.SqlQuery<Trigger>(
            $"""
            SELECT CASE WHEN job_group = 'DEFAULT' THEN job_name ELSE job_name || ' ' || job_group END AS name,
                min(nullif(next_fire_time, -1)) AS next, max(nullif(prev_fire_time, -1)) AS last
            FROM qrtz_triggers GROUP BY 1
            """).ToListAsync(cancellationToken);
    }

    private static DateTimeOffset? At(long? ticks) => ticks is > 0 ? new DateTimeOffset(ticks.Value, TimeSpan.Zero) : null;

    private sealed record Trigger(string Name, long? Next, long? Last);
}
