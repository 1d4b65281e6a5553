using System.Numerics;

namespace Promozilla.SampleStores.Prices;

/// <summary>Chance without a memory: the same key and salt give the same answer on every machine and every day.</summary>
public readonly record struct Chance(ulong Key)
{
    public static Chance Of(int seed, string text)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return new Chance(Mix(hash));
    }

    public Chance With(int salt, long turn = 0) => new(Mix(Key ^ Mix(((ulong)(uint)salt << 40) + (ulong)turn)));

    /// <summary>0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Key % (ulong)limit);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Percent(int chance) => Below(100) < chance;

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return BitOperations.RotateLeft(z ^ (z >> 31), 17);
    }
}
