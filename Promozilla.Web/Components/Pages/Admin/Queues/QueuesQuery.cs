using System.Text;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Messages;
using Promozilla.Data.Operators;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Queues;

public sealed record LetterLine(Guid Id, string Queue, string? Type, string? Reason, DateTimeOffset LastAt, int Deaths, string? SettledAs);

/// <param name="Text">Its body as text, as much of it as is worth reading.</param>
public sealed record LetterFile(DeadLetter Letter, string Text, bool IsCut, OperatorRequest? Request);

public sealed class QueuesQuery(OperatorDesk desk)
{
    public const int Page = 50;
    private const int MostBytes = 20_000;

    public async Task<(IReadOnlyList<QueueDepth> Depths, IReadOnlyList<LetterLine> Letters, int Open)> ReadAsync(string? queue, bool settled, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var letters = db.DeadLetters.Where(letter => (letter.SettledAt != null) == settled && (queue == null || queue == "" || letter.Queue == queue));
        return (
            await db.QueueDepths.AsNoTracking().OrderBy(depth => depth.Queue).ThenBy(depth => depth.Room).ToListAsync(cancellationToken),
            await letters.OrderByDescending(letter => letter.LastAt).Take(Page)
                .Select(letter => new LetterLine(letter.Id, letter.Queue, letter.Type, letter.Reason, letter.LastAt, letter.Deaths, letter.SettledAs)).ToListAsync(cancellationToken),
            await db.DeadLetters.CountAsync(letter => letter.SettledAt == null, cancellationToken));
    }

    public async Task<LetterFile?> LetterAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        if (await db.DeadLetters.AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken) is not { } letter) return null;
        var subject = Subject(id);
        return new LetterFile(
            letter, Encoding.UTF8.GetString(letter.Body, 0, Math.Min(letter.Body.Length, MostBytes)).Replace('\0', '\uFFFD'), letter.Body.Length > MostBytes,
            await db.OperatorRequests.AsNoTracking().Where(request => request.Subject == subject).OrderByDescending(request => request.AskedAt).FirstOrDefaultAsync(cancellationToken));
    }

    public async Task<bool> IsOpenAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        return await db.DeadLetters.AnyAsync(letter => letter.Id == id && letter.SettledAt == null, cancellationToken);
    }

    public static string Subject(Guid id) => $"letters/{id}";
}
