using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Messages;

/// <summary>How full a queue is, as the Worker last saw it: the site can't reach the broker.</summary>
public sealed class QueueDepth
{
    public required string Queue { get; init; }

    /// <summary>ready, retry or dead.</summary>
    public required string Room { get; init; }
    public int Messages { get; set; }
    public int Consumers { get; set; }
    public DateTimeOffset ReadAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<QueueDepth>
    {
        public void Configure(EntityTypeBuilder<QueueDepth> entity) => entity.ToTable("QueueDepths").HasKey(row => new { row.Queue, row.Room });
    }
}
