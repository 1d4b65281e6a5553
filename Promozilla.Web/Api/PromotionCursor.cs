using System.Globalization;

namespace Promozilla.Web.Api;

/// <summary>The last promotion of a page.</summary>
public sealed record PromotionCursor(DateTimeOffset StartedAt, Guid Id)
{
    public static PromotionCursor Of(PromotionFacts promotion) => new(promotion.StartedAt, promotion.Id);

    public static PromotionCursor? Read(string? text) =>
        text?.Split('~') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks < DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var key)
            ? new PromotionCursor(new DateTimeOffset(ticks, TimeSpan.Zero), key)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks}~{Id:N}");
}
