using System.Globalization;

namespace Promozilla.Bench.Load;

/// <summary>What a process and its children have used of the processor so far: it says the same on a busy machine as on an idle one.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <param name="pid">With the children that it has now.</param>
    public static TimeSpan Of(int pid)
    {
        long ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var other)) continue;
            try
            {
                // What follows the name, which may hold blanks: state, parent, ..., then user and system time.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (other == pid || int.Parse(fields[1], CultureInfo.InvariantCulture) == pid)
                {
                    ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
                }
            }
            catch (IOException)
            {
                // Gone between the list and the look.
            }
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }
}
