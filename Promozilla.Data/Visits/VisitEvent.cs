using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Visits;

/// <summary>
/// A page that somebody looked at, a goal that they reached, or a robot's request. Lives 48 hours at most, is in no backup, and holds nothing that says who it was:
/// figures are made of it (<see cref="VisitTally"/>), and it goes.
/// </summary>
public sealed class VisitEvent
{
    /// <summary>The table's name, for backups that leave its rows out.</summary>
    public const string Table = "visit_events";

    public Guid Id { get; init; }
    public required string Market { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Eight bytes of a keyed hash whose key is a day's salt, which no table holds. Null: a robot.</summary>
    public long? Visitor { get; init; }

    /// <summary>One of <see cref="VisitGoals"/>; null: a page.</summary>
    public string? Goal { get; init; }

    /// <summary>The page's path where everybody sees it alike, else its route's pattern; of a goal what it was about, the store of a click.</summary>
    public string? Path { get; init; }
    public string? Referrer { get; init; }
    public string? Source { get; init; }
    public string? Medium { get; init; }
    public string? Campaign { get; init; }
    public string? Country { get; init; }
    public string? Language { get; init; }
    public string? Device { get; init; }
    public string? Browser { get; init; }
    public string? System { get; init; }

    /// <summary>The robot's name, or by what it was seen to be one.</summary>
    public string? Bot { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<VisitEvent>
    {
        public void Configure(EntityTypeBuilder<VisitEvent> entity)
        {
            entity.ToTable("VisitEvents");
            entity.HasIndex(row => new { row.Market, row.At });
            entity.HasIndex(row => new { row.Visitor, row.At });
        }
    }
}

/// <summary>What a visit may lead to. Words of rows and of the page that counts them.</summary>
public static class VisitGoals
{
    /// <summary>Went to a store from one of our links.</summary>
    public const string Click = "click";
    public const string Wish = "wish";
    public const string Alert = "alert";

    /// <summary>Confirmed a new account's address.</summary>
    public const string Confirm = "confirm";

    public static readonly IReadOnlyList<string> All = [Click, Wish, Alert, Confirm];
}
