using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Operators;

/// <summary>What became of a job's last run: Quartz itself remembers only when it was.</summary>
public sealed class JobNote
{
    /// <summary>The job's name, and after a space its group where it has one.</summary>
    public required string Name { get; init; }
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public bool Failed { get; set; }

    /// <summary>What it said of itself at the end.</summary>
    public string? Said { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobNote>
    {
        public void Configure(EntityTypeBuilder<JobNote> entity) => entity.ToTable("JobNotes").HasKey(row => row.Name);
    }
}
