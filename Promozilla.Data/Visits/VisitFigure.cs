using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Visits;

/// <summary>How many, of one day in one market: all together by the hour, or with one value of a dimension. Nothing in it leads back to anybody.</summary>
public sealed class VisitFigure
{
    public required string Market { get; init; }

    /// <summary>By the market's clock, as is the hour.</summary>
    public DateOnly Day { get; init; }

    /// <summary>One of <see cref="VisitDimensions"/>.</summary>
    public required string Dimension { get; init; }
    public required string Value { get; init; }

    /// <summary>0 to 23 of <see cref="VisitDimensions.All"/>; of others 0, they are of the whole day.</summary>
    public short Hour { get; init; }

    /// <summary>Different ones within the day, in the hour that they first came: hours add up to the day. Days don't add up to people.</summary>
    public int Visitors { get; init; }
    public int Visits { get; init; }

    /// <summary>Pages seen; of goals and stores how often, of robots how many requests.</summary>
    public int Views { get; init; }

    /// <summary>Visits of one page and no goal.</summary>
    public int Bounces { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<VisitFigure>
    {
        public void Configure(EntityTypeBuilder<VisitFigure> entity) =>
            entity.ToTable("VisitFigures").HasKey(row => new { row.Market, row.Day, row.Dimension, row.Value, row.Hour });
    }
}

public static class VisitDimensions
{
    public const string All = "all";
    public const string Page = "page";
    public const string Entry = "entry";
    public const string Referrer = "referrer";
    public const string Source = "source";
    public const string Medium = "medium";
    public const string Campaign = "campaign";
    public const string Country = "country";
    public const string Language = "language";
    public const string Device = "device";
    public const string Browser = "browser";
    public const string System = "system";
    public const string Goal = "goal";

    /// <summary>Where clicks on our links went.</summary>
    public const string Store = "store";
    public const string Bot = "bot";

    /// <summary>Stands for all values beyond the most frequent ones.</summary>
    public const string Rest = "*";
}
