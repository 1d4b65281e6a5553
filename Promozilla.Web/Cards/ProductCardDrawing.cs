using Microsoft.Extensions.Localization;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Cards;

/// <summary>A product as a link to it shows it: picture, name, price with what it was, the verdict, a year as a line. A pure function of what it is given.</summary>
internal sealed class ProductCardDrawing(IStringLocalizer<Texts> texts)
{
    public const int PictureSize = 450;

    private const int Stage = 510, Edge = 60, Left = Edge + Stage + 55, Right = CardFrame.Width - Edge;
    private const float ChartTop = 458, ChartBottom = 545;
    private const float TitleLine = 1.1f;
    private static readonly float[] Sizes = [54, 46, 40];

    private readonly Canvas canvas = new(CardFrame.Width, CardFrame.Height, CardFrame.Paper);

    public Canvas Draw(CardFacts facts, Picture? picture, DateTimeOffset now)
    {
        var product = facts.Product;
        canvas.Fill(Outline.Box(0, CardFrame.Height - 12, CardFrame.Width, 12), CardFrame.Accent);
        canvas.Fill(Outline.Box(Edge, Edge - 6, Stage, Stage, 34), CardFrame.Line);
        canvas.Fill(Outline.Box(Edge + 2, Edge - 4, Stage - 4, Stage - 4, 32), CardFrame.White);
        DrawStage(product, picture);

        var name = OutlineFont.Bold.Width("Promozilla", 34);
        canvas.Name(34, Right - name - (34 * 1.45f), 92, CardFrame.Ink);
        canvas.Text(OutlineFont.Bold, texts[$"Platform.{product.Platform}"], 26, Left, 92, CardFrame.Soft);
        var below = Title(product.Title);
        Price(product, facts.Store, below);
        if (facts.Line.Count > 0)
        {
            Chart(facts.Line, now);
        }

        return canvas;
    }

    private void DrawStage(ProductRow product, Picture? picture)
    {
        const int Inset = (Stage - PictureSize) / 2;
        if (picture is not null)
        {
            canvas.Draw(picture, Edge + Inset, Edge - 6 + Inset, PictureSize, PictureSize);
            return;
        }

        // The placeholder of the site's own cards, by kind.
        var (sign, hole) = product.Kind switch
        {
            ProductKind.Console => ("M52 84h136c8 0 14 6 14 14v44c0 8-6 14-14 14H52c-8 0-14-6-14-14V98c0-8 6-14 14-14z", "M74 96h92v48H74z"),
            ProductKind.Accessory => ("M80 92h80c26 0 38 24 42 58 2 18-22 22-32 6l-10-14H80l-10 14c-10 16-34 12-32-6 4-34 16-58 42-58z", "M88 108h10v8h8v10h-8v8h-10v-8h-8v-10h8z"),
            _ => ("M74 58h92c7 0 12 5 12 12v112H62V70c0-7 5-12 12-12z", "M80 74h80v64H80zM106 156h28v10h-28z"),
        };
        canvas.Fill(Outline.Svg(sign).Placed(1.9f, Edge + 27, Edge + 21), CardFrame.Line);
        canvas.Fill(Outline.Svg(hole).Placed(1.9f, Edge + 27, Edge + 21), CardFrame.White);
    }

    private float Title(string title)
    {
        var size = Sizes.FirstOrDefault(size => OutlineFont.Bold.Wrap(title, size, Right - Left, 9).Count <= (size > 50 ? 2 : 3), 40f);
        var baseline = 108 + size;
        foreach (var line in OutlineFont.Bold.Wrap(title, size, Right - Left, 3))
        {
            canvas.Text(OutlineFont.Bold, line, size, Left, baseline, CardFrame.Ink);
            baseline += size * TitleLine;
        }

        return baseline;
    }

    private void Price(ProductRow product, string store, float top)
    {
        var baseline = Math.Max(top + 62, 345);
        if (product.BestPrice is not { } price)
        {
            canvas.Text(OutlineFont.Bold, texts["SoldOut"], 66, Left, baseline, CardFrame.Soft);
            return;
        }

        var text = Money.Price(price);
        canvas.Text(OutlineFont.Bold, text, 84, Left, baseline, CardFrame.Ink);
        var next = Left + OutlineFont.Bold.Width(text, 84) + 26;
        if (product.HasSaving)
        {
            var was = Money.Price(product.PromotionReference!.Value);
            canvas.Text(OutlineFont.Plain, was, 40, next, baseline, CardFrame.Soft);
            canvas.Fill(Outline.Box(next - 4, baseline - 15, OutlineFont.Plain.Width(was, 40) + 8, 4), CardFrame.Soft);
        }

        var row = baseline + 58;
        next = Left;
        if (product.HasSaving)
        {
            var percent = Money.Minus(product.PromotionPercent!.Value);
            next = product.IsVerified
                ? canvas.Pill($"{percent} {texts["Verified"]}", 28, next, row, CardFrame.Good, CardFrame.White)
                : canvas.Pill($"{percent} {texts["RealSaving"]}", 28, next, row, CardFrame.Ink, CardFrame.White);
        }

        var low = texts["RecordLow"].Value;
        if (product.IsLow && next + OutlineFont.Bold.Width(low, 28) + 28 <= Right)
        {
            next = canvas.Pill(low, 28, next, row, CardFrame.Low, CardFrame.OnLow);
        }

        if (next + OutlineFont.Plain.Width(store, 28) <= Right)
        {
            canvas.Text(OutlineFont.Plain, store, 28, next, row, CardFrame.Soft);
        }
    }

    /// <summary>The least that it cost anywhere, as steps; where it could not be bought, nothing.</summary>
    private void Chart(IReadOnlyList<BestPriceSpan> line, DateTimeOffset now)
    {
        var from = line[0].FromAt > now.AddDays(-365) ? line[0].FromAt : now.AddDays(-365);
        var (low, high) = (line.Min(span => span.Price), line.Max(span => span.Price));
        var shape = new Outline();
        float? before = null;
        foreach (var span in line)
        {
            var (x0, x1, y) = (X(span.FromAt), X(span.ToAt ?? now), Y(span.Price));
            canvas.Fill(Outline.Box(x0, y, x1 - x0, ChartBottom - y), CardFrame.Accent, 0.1f);
            shape.Add(Outline.Box(x0 - 2.5f, y - 2.5f, x1 - x0 + 5, 5));
            if (before is { } level)
            {
                shape.Add(Outline.Box(x0 - 2.5f, Math.Min(level, y), 5, Math.Abs(level - y)));
            }

            before = span.ToAt is { } to && line.Any(next => next.FromAt == to) ? y : null;
        }

        canvas.Fill(shape, CardFrame.Accent);
        if (line[^1].ToAt is null)
        {
            canvas.Fill(Outline.Circle(Right - 4, Y(line[^1].Price), 10), CardFrame.White);
            canvas.Fill(Outline.Circle(Right - 4, Y(line[^1].Price), 7), CardFrame.Accent);
        }

        canvas.Text(OutlineFont.Plain, texts["Card.year", (int)Math.Ceiling((now - from).TotalDays), Money.Price(low), Money.Price(high)], 21, Left, ChartBottom + 32, CardFrame.Soft);

        float X(DateTimeOffset at) => Left + ((Right - 8 - Left) * (float)Math.Clamp((at - from) / (now - from), 0, 1));

        float Y(decimal price) => low == high ? (ChartTop + ChartBottom) / 2 : ChartTop + ((float)((high - price) / (high - low)) * (ChartBottom - 14 - ChartTop));
    }
}
