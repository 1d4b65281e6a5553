using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Operators;

/// <summary>What an operator asks of the Worker, which alone reaches the broker and applies prices: the site writes the row, the Worker's next tick carries it out and answers.</summary>
public sealed class OperatorRequest
{
    public Guid Id { get; init; }

    /// <summary>The name of what is to be done, as the Worker's acts know it: held.confirm, dead.replay...</summary>
    public required string Action { get; init; }
    public required string Subject { get; init; }

    /// <summary>JSON object, as the act reads it.</summary>
    public string? Details { get; init; }
    public Guid? Operator { get; init; }

    /// <summary>UTC. Of one that failed and is to be tried again, when it was last tried.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>A word of <see cref="OperatorRequestStatus"/>.</summary>
    public string Status { get; set; } = OperatorRequestStatus.Asked;
    public int Attempts { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>In plain words: what came of it.</summary>
    public string? Answer { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OperatorRequest>
    {
        public void Configure(EntityTypeBuilder<OperatorRequest> entity)
        {
            entity.ToTable("OperatorRequests", table => table.HasCheckConstraint("ck_operator_requests_status", "status IN ('asked', 'done', 'refused')"));
            entity.Property(request => request.Details).HasColumnType("jsonb");
            entity.HasIndex(request => request.AskedAt).HasFilter("status = 'asked'").HasDatabaseName("IX_OperatorRequests_Open");
            entity.HasIndex(request => new { request.Subject, request.AskedAt });
        }
    }
}

public static class OperatorRequestStatus
{
    public const string Asked = "asked";
    public const string Done = "done";

    /// <summary>It can't be done, or failed whenever it was tried; the answer says why.</summary>
    public const string Refused = "refused";
}
