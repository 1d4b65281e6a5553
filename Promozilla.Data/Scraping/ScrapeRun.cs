using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Scraping;

/// <summary>One night's (or one asked-for) reading of the stores. Asking for a run is writing a row with status requested.</summary>
public sealed class ScrapeRun
{
    public Guid Id { get; init; }
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>UTC. The moment its prices count for: the start, or a past night when sample history is played in.</summary>
    public DateTimeOffset? ObservedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>nightly, asked, history; recheck: product pages of doubtful readings, and no store's categories; operator: reads nothing, what operators decided shows by its closing.</summary>
    public required string Origin { get; init; }

    /// <summary>Whose stores it reads; null: all markets'.</summary>
    public string? Market { get; init; }

    /// <summary>The only stores that it reads; null: all.</summary>
    public string[]? Stores { get; init; }

    /// <summary>requested, running or closed; cancelling asks for its end.</summary>
    public required string Status { get; set; }
    public ICollection<ScrapeTask> Tasks { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<ScrapeRun>
    {
        public void Configure(EntityTypeBuilder<ScrapeRun> entity)
        {
            entity.ToTable("ScrapeRuns");
            entity.HasIndex(run => run.RequestedAt);
            entity.HasIndex(run => run.Status).HasFilter("status IN ('requested', 'running')");
        }
    }
}

/// <summary>One store's category within a run. Complete when its end was told and all its messages are recorded, in whatever order they came.</summary>
public sealed class ScrapeTask
{
    public Guid RunId { get; init; }
    public required string StoreKey { get; init; }
    public required string Category { get; init; }

    /// <summary>A word of ScrapeOutcome once its end was told.</summary>
    public string? Outcome { get; set; }
    public string? Reason { get; set; }
    public int Pages { get; set; }
    public int Items { get; set; }
    public int MessagesExpected { get; set; }
    public int MessagesRecorded { get; set; }
    public int ItemsRecorded { get; set; }

    /// <summary>JSON object of field to share (0 to 1).</summary>
    public string? FieldFill { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>How many of the items were known with a price, and how many of those prices had moved.</summary>
    public int ItemsKnown { get; set; }
    public int PricesMoved { get; set; }

    /// <summary>When its command was last put on the queue, and how often.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public int Publishes { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ScrapeTask>
    {
        public void Configure(EntityTypeBuilder<ScrapeTask> entity)
        {
            entity.ToTable("ScrapeTasks").HasKey(task => new { task.RunId, task.StoreKey, task.Category });
            entity.Property(task => task.FieldFill).HasColumnType("jsonb");
            entity.HasOne<ScrapeRun>().WithMany(run => run.Tasks).HasForeignKey(task => task.RunId);
            entity.HasOne<Store>().WithMany().HasForeignKey(task => task.StoreKey);
        }
    }
}

/// <summary>A message that is recorded: written in the transaction that records it, so that a second delivery changes nothing.</summary>
public sealed class InboxMessage
{
    public Guid Id { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<InboxMessage>
    {
        public void Configure(EntityTypeBuilder<InboxMessage> entity) => entity.ToTable("InboxMessages");
    }
}
