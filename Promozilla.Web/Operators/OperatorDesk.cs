using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Web.Accounts;

namespace Promozilla.Web.Operators;

/// <summary>Where /admin reads and writes: across all markets, and never without an entry of who changed what.</summary>
public sealed class OperatorDesk(IDbContextFactory<PromozillaDbContext> database, IHttpContextAccessor accessor, TimeProvider clock)
{
    public async Task<PromozillaDbContext> OpenAsync(CancellationToken cancellationToken)
    {
        var db = await database.CreateDbContextAsync(cancellationToken);
        db.Market = null;
        return db;
    }

    /// <summary>Changes something: the change and its entry are one transaction.</summary>
    /// <param name="action">area.verb, such as store.freeze.</param>
    /// <param name="subject">Such as stores/press-start.</param>
    /// <param name="change">What is worth keeping of before and after, or null when there was nothing to change: then nothing is written.</param>
    public async Task<bool> ChangeAsync(
        string action, string subject, Func<PromozillaDbContext, Task<object?>> change, CancellationToken cancellationToken)
    {
        await using var strategy = await OpenAsync(cancellationToken);
        return await strategy.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await OpenAsync(cancellationToken);
            await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await change(db) is not { } details) return false;
            db.AuditEntries.Add(Entry(action, subject, details));
            await db.SaveChangesAsync(cancellationToken);
            await whole.CommitAsync(cancellationToken);
            return true;
        });
    }

    /// <summary>Asks the Worker for what only it can do.</summary>
    public async Task<Guid> AskAsync(string action, string subject, object details, CancellationToken cancellationToken)
    {
        var request = new OperatorRequest
        {
            Id = Guid.NewGuid(),
            Action = action,
            Subject = subject,
            Details = JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
            Operator = Operator,
            AskedAt = clock.GetUtcNow(),
        };
        await ChangeAsync(action, subject, db =>
        {
            db.OperatorRequests.Add(request);
            return Task.FromResult<object?>(details);
        }, cancellationToken);
        return request.Id;
    }

    private Guid Operator => accessor.HttpContext?.User.Id() ?? throw new InvalidOperationException("Only a request of an operator changes anything here.");

    private AuditEntry Entry(string action, string subject, object details) => new()
    {
        At = clock.GetUtcNow(),
        Operator = Operator,
        Action = action,
        Subject = subject,
        Details = JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
    };
}
