namespace Promozilla.SampleStores.Pictures;

/// <summary>One simple drawing for each sort of thing; all within 70 to 410 across, 60 to 350 down.</summary>
public static class DeviceShapes
{
    private static readonly Colour Screen = Colour.Hex(0x11121A);
    private static readonly Colour Metal = Colour.Hex(0x3B3D49);

    public static void Draw(Canvas canvas, string drawing, Colour first, Colour second)
    {
        switch (drawing)
        {
            case "console": Console(canvas, first, second); break;
            case "lite": Lite(canvas, first); break;
            case "joycon": JoyCon(canvas, 165, first, true); JoyCon(canvas, 255, second, false); break;
            case "pad" or "grip": Pad(canvas, first, second); break;
            case "case": Case(canvas, first); break;
            case "card" or "memory": Card(canvas, first, drawing == "memory"); break;
            case "dock": Dock(canvas); break;
            case "headset": Headset(canvas, first); break;
            case "wheel": Wheel(canvas, first); break;
            case "camera": Camera(canvas, first); break;
            case "glass": Glass(canvas); break;
            case "figure": Figure(canvas, first); break;
            default: Charger(canvas, first); break;
        }
    }

    private static void Console(Canvas c, Colour left, Colour right)
    {
        c.Box(60, 130, 420, 300, 40, left);
        c.Box(240, 130, 420, 300, 40, right);
        c.Box(124, 126, 356, 304, 8, Metal);
        c.Box(138, 140, 342, 290, 4, Screen);
        c.Box(150, 152, 250, 200, 4, left, 0.5f);
        c.Box(258, 152, 330, 278, 4, right, 0.4f);
        c.Box(150, 208, 250, 278, 4, Colour.White, 0.18f);
        Stick(c, 92, 178);
        Buttons(c, 92, 240);
        Buttons(c, 388, 178);
        Stick(c, 388, 240);
    }

    private static void Lite(Canvas c, Colour body)
    {
        c.Box(66, 140, 414, 296, 34, body);
        c.Box(140, 152, 340, 284, 6, Screen);
        c.Box(152, 164, 240, 272, 4, body, 0.5f);
        c.Box(248, 164, 328, 272, 4, Colour.White, 0.16f);
        Stick(c, 102, 184);
        Buttons(c, 102, 244);
        Buttons(c, 378, 184);
        Stick(c, 378, 244);
    }

    private static void JoyCon(Canvas c, float x, Colour colour, bool left)
    {
        c.Box(x, 80, x + 66, 330, 33, colour);
        c.Box(left ? x + 56 : x, 110, left ? x + 66 : x + 10, 300, 2, Metal);
        if (left)
        {
            Stick(c, x + 30, 142);
            Buttons(c, x + 30, 214);
        }
        else
        {
            Buttons(c, x + 36, 142);
            Stick(c, x + 36, 214);
        }

        c.Box(x + 22, 262, x + 40, 280, 4, Colour.Ink, 0.6f);
    }

    private static void Pad(Canvas c, Colour body, Colour grips)
    {
        c.Circle(132, 262, 62, grips);
        c.Circle(348, 262, 62, grips);
        c.Box(92, 132, 388, 286, 70, body);
        c.Box(200, 140, 280, 160, 8, Colour.White, 0.2f);
        Stick(c, 150, 184);
        Buttons(c, 330, 184);
        Buttons(c, 196, 236);
        Stick(c, 286, 236);
    }

    private static void Case(Canvas c, Colour colour)
    {
        c.Box(196, 96, 284, 150, 22, Metal);
        c.Box(214, 112, 266, 150, 12, colour.Towards(Colour.White, 0.5f));
        c.Box(80, 130, 400, 318, 38, colour);
        c.Box(80, 214, 400, 224, 0, Colour.Ink, 0.35f);
        c.Box(300, 206, 330, 250, 6, Metal);
        c.Circle(160, 270, 22, Colour.White, 0.35f);
    }

    private static void Card(Canvas c, Colour colour, bool memory)
    {
        c.Box(170, 90, 310, 320, 16, memory ? Screen : colour);
        c.Box(184, 108, 296, 226, 8, memory ? colour : Colour.White, 0.9f);
        for (var n = 0; n < 6; n++)
            c.Box(186 + (n * 19), 282, 198 + (n * 19), 312, 2, Colour.Hex(0xD9B24C));
        c.Text(memory ? "MICRO" : "CARD", memory ? 196 : 205, 150, 3, Colour.Ink);
    }

    private static void Dock(Canvas c)
    {
        c.Box(90, 140, 390, 330, 22, Metal);
        c.Box(104, 120, 376, 180, 10, Screen);
        c.Box(104, 190, 376, 318, 14, Colour.Hex(0x2A2B35));
        c.Box(220, 240, 232, 272, 4, Colour.White, 0.8f);
        c.Box(238, 240, 250, 272, 4, Colour.White, 0.5f);
        c.Circle(350, 302, 5, Colour.Hex(0x5BE37D));
    }

    private static void Headset(Canvas c, Colour colour)
    {
        c.Fill(90, 60, 390, 215, Metal, 1f, (x, y) => y > 215 ? 1f : MathF.Abs(MathF.Sqrt(((x - 240) * (x - 240)) + ((y - 215) * (y - 215))) - 125) - 13);
        c.Box(84, 196, 150, 316, 28, colour);
        c.Box(330, 196, 396, 316, 28, colour);
        c.Box(138, 206, 166, 306, 12, Screen);
        c.Box(314, 206, 342, 306, 12, Screen);
        c.Box(120, 310, 220, 322, 6, Metal);
        c.Circle(222, 316, 12, Screen);
    }

    private static void Wheel(Canvas c, Colour colour)
    {
        c.Ring(240, 212, 112, 34, Metal);
        c.Ring(240, 212, 112, 12, colour);
        c.Box(136, 198, 344, 228, 10, Metal);
        c.Box(224, 212, 256, 320, 10, Metal);
        c.Circle(240, 212, 36, colour);
    }

    private static void Camera(Canvas c, Colour colour)
    {
        c.Box(226, 230, 254, 330, 6, Metal);
        c.Box(160, 320, 320, 340, 10, Metal);
        c.Circle(240, 180, 84, colour.Towards(Colour.Ink, 0.3f));
        c.Circle(240, 180, 58, Screen);
        c.Circle(240, 180, 30, Colour.Hex(0x2D5BFF), 0.7f);
        c.Circle(222, 162, 12, Colour.White, 0.9f);
    }

    private static void Glass(Canvas c)
    {
        c.Box(90, 120, 390, 310, 14, Colour.Hex(0x9CC9E8), 0.55f);
        c.Box(104, 134, 376, 296, 8, Colour.White, 0.5f);
        c.Fill(110, 134, 370, 296, Colour.White, 0.8f, (x, y) => MathF.Abs(x + y - 400) - 16);
        c.Text("9H", 320, 262, 4, Colour.Hex(0x2C6E8F));
    }

    private static void Figure(Canvas c, Colour colour)
    {
        c.Box(150, 300, 330, 334, 16, Screen);
        c.Ring(240, 317, 8, 3, Colour.Hex(0xD9B24C));
        c.Box(196, 186, 284, 302, 34, colour);
        c.Circle(240, 146, 54, colour.Towards(Colour.White, 0.35f));
        c.Circle(222, 142, 7, Colour.Ink);
        c.Circle(258, 142, 7, Colour.Ink);
        c.Box(170, 200, 200, 262, 14, colour.Towards(Colour.Ink, 0.2f));
        c.Box(280, 200, 310, 262, 14, colour.Towards(Colour.Ink, 0.2f));
    }

    private static void Charger(Canvas c, Colour colour)
    {
        c.Box(120, 130, 260, 310, 26, Metal);
        c.Box(154, 96, 170, 134, 3, Colour.Hex(0xB9BCC6));
        c.Box(208, 96, 224, 134, 3, Colour.Hex(0xB9BCC6));
        c.Box(250, 268, 330, 280, 6, Screen);
        c.Box(318, 180, 330, 280, 6, Screen);
        c.Box(306, 126, 342, 190, 8, colour);
        c.Fill(160, 160, 230, 280, Colour.Hex(0xFFD23F), 1f, (x, y) => MathF.Abs(x - 190 + ((y - 220) * 0.35f * (MathF.Abs(y - 220) < 12 ? -2 : 1))) - 11);
    }

    private static void Stick(Canvas c, float x, float y)
    {
        c.Circle(x, y, 19, Colour.Ink, 0.75f);
        c.Circle(x, y, 12, Metal);
    }

    private static void Buttons(Canvas c, float x, float y)
    {
        c.Circle(x, y - 14, 7, Colour.Ink, 0.75f);
        c.Circle(x, y + 14, 7, Colour.Ink, 0.75f);
        c.Circle(x - 14, y, 7, Colour.Ink, 0.75f);
        c.Circle(x + 14, y, 7, Colour.Ink, 0.75f);
    }
}
