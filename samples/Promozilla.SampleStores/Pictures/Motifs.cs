using Promozilla.SampleStores.Prices;

namespace Promozilla.SampleStores.Pictures;

/// <summary>What a cover shows behind its title.</summary>
public static class Motifs
{
    public static void Draw(Canvas canvas, Chance luck, Colour dark, Colour bright)
    {
        switch (luck.Below(7))
        {
            case 0: Rays(canvas, luck, bright); break;
            case 1: Hills(canvas, luck, dark, bright); break;
            case 2: Target(canvas, luck, bright); break;
            case 3: Planet(canvas, luck, dark, bright); break;
            case 4: Peaks(canvas, luck, dark, bright); break;
            case 5: Bubbles(canvas, luck, bright); break;
            default: Blocks(canvas, luck, bright); break;
        }
    }

    private static void Rays(Canvas canvas, Chance luck, Colour bright)
    {
        var (cx, cy) = (luck.With(1).Between(140, 260), luck.With(2).Between(190, 250));
        var rays = luck.With(3).Between(6, 11);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, bright, 0.16f, (x, y) => -MathF.Sin(MathF.Atan2(y - cy, x - cx) * rays) * 14f);
        canvas.Circle(cx, cy, 84, bright, 0.35f);
        canvas.Circle(cx, cy, 66, bright);
    }

    private static void Hills(Canvas canvas, Chance luck, Colour dark, Colour bright)
    {
        canvas.Circle(luck.With(1).Between(90, 310), 170, 58, bright);
        for (var n = 0; n < 4; n++)
        {
            var (height, swing, phase) = (230 + (n * 62), 34 - (n * 4), luck.With(2, n).Below(60) / 10f);
            canvas.Below(x => height + (MathF.Sin((x / (58f + (n * 17))) + phase) * swing), bright.Towards(dark, 0.45f + (n * 0.15f)));
        }
    }

    private static void Target(Canvas canvas, Chance luck, Colour bright)
    {
        var (cx, cy) = (luck.With(1).Between(120, 280), luck.With(2).Between(200, 280));
        for (var n = 6; n > 0; n--)
            canvas.Ring(cx, cy, n * 38, 13, bright, 0.85f - (n * 0.11f));
        canvas.Circle(cx, cy, 20, bright);
    }

    private static void Planet(Canvas canvas, Chance luck, Colour dark, Colour bright)
    {
        for (var n = 0; n < 60; n++)
            canvas.Circle(luck.With(1, n).Below(canvas.Width), 50 + luck.With(2, n).Below(380), 0.8f + (luck.With(3, n).Below(14) / 10f), Colour.White, 0.8f);
        var (cx, cy, radius) = (luck.With(4).Between(150, 250), luck.With(5).Between(200, 250), luck.With(6).Between(80, 110));
        canvas.Circle(cx, cy, radius, bright);
        canvas.Circle(cx + (radius * 0.3f), cy + (radius * 0.25f), radius * 0.78f, dark, 0.28f);
        canvas.Fill(cx - (radius * 1.7f), cy - radius, cx + (radius * 1.7f), cy + radius, Colour.White, 0.75f, (x, y) =>
        {
            var (u, v) = (x - cx, ((y - cy) * 3.4f) + ((x - cx) * 0.9f));
            return MathF.Abs(MathF.Sqrt((u * u) + (v * v)) - (radius * 1.55f)) - 7f;
        });
    }

    private static void Peaks(Canvas canvas, Chance luck, Colour dark, Colour bright)
    {
        canvas.Circle(luck.With(1).Between(100, 300), 150, 46, Colour.White, 0.9f);
        for (var n = 0; n < 3; n++)
        {
            var (height, width, shift) = (200 + (n * 80), 130 - (n * 18), luck.With(2, n).Below(200));
            canvas.Below(x => height + (MathF.Abs((((x + shift) % width) / width) - 0.5f) * 190f), bright.Towards(dark, 0.15f + (n * 0.32f)));
        }
    }

    private static void Bubbles(Canvas canvas, Chance luck, Colour bright)
    {
        for (var n = 0; n < 16; n++)
        {
            var (cx, cy, radius) = (luck.With(1, n).Below(canvas.Width), 70 + luck.With(2, n).Below(400), luck.With(3, n).Between(10, 62));
            canvas.Circle(cx, cy, radius, bright, 0.28f);
            canvas.Ring(cx, cy, radius, 3, bright, 0.8f);
            canvas.Circle(cx - (radius * 0.35f), cy - (radius * 0.35f), radius * 0.16f, Colour.White, 0.9f);
        }
    }

    private static void Blocks(Canvas canvas, Chance luck, Colour bright)
    {
        const int Size = 40;
        for (var n = 0; n < 110; n++)
        {
            var (column, row) = (n % 10, n / 10);
            if (!luck.With(1, n).Percent(20 + (row * 5)))
                continue;
            var (x, y) = (column * Size, 70 + (row * Size));
            canvas.Box(x + 2, y + 2, x + Size - 2, y + Size - 2, 6, bright, 0.25f + (luck.With(2, n).Below(60) / 100f));
            canvas.Box(x + 8, y + 7, x + 22, y + 12, 2, Colour.White, 0.35f);
        }
    }
}
