using Microsoft.Extensions.Localization;

namespace Promozilla.Web.Cards;

/// <summary>What a link to any other page shows.</summary>
internal static class SiteCardDrawing
{
    private const int Edge = 90;

    public static Canvas Draw(IStringLocalizer<Texts> texts)
    {
        var canvas = new Canvas(CardFrame.Width, CardFrame.Height, CardFrame.Paper);
        canvas.Fill(Outline.Circle(1010, 300, 420), CardFrame.Accent);
        canvas.Logo(400, 800, 110, CardFrame.Low, CardFrame.OnLow);
        canvas.Name(50, Edge, 140, CardFrame.Ink);
        var baseline = 270f;
        foreach (var line in OutlineFont.Bold.Wrap(texts["HeroTitle"], 66, 600, 4))
        {
            canvas.Text(OutlineFont.Bold, line, 66, Edge, baseline, CardFrame.Ink);
            baseline += 74;
        }

        foreach (var line in OutlineFont.Plain.Wrap(texts["FooterWhat"], 28, 520, 4))
        {
            canvas.Text(OutlineFont.Plain, line, 28, Edge, baseline, CardFrame.Soft);
            baseline += 38;
        }

        return canvas;
    }
}
