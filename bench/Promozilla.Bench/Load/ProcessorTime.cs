using System.Globalization;

namespace Promozilla.Bench.Load;

/// <summary>What a process and its children have used of the processor so far: it says the same on a busy machine as on an idle one.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <param name="pid">With its children, those that have ended too.</param>
    public static TimeSpan Of(int pid)
    {
        long ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var other)) continue;
            try
            {
                // What follows the name, which may hold blanks: state, parent, ..., then user and system time, and those of children that have ended.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                var own = other == pid;
                if (own || int.Parse(fields[1], CultureInfo.InvariantCulture) == pid)
                {
                    ticks += fields[11..(own ? 15 : 13)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
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
