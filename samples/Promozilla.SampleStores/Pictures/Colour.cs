namespace Promozilla.SampleStores.Pictures;

public readonly record struct Colour(byte R, byte G, byte B)
{
    public static readonly Colour White = new(255, 255, 255);
    public static readonly Colour Ink = new(24, 24, 34);

    public static Colour Hex(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    public Colour Towards(Colour other, float share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    public static byte Mix(byte from, byte to, float share) => (byte)(from + ((to - from) * share) + 0.5f);
}
