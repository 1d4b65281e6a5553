using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace Promozilla.Web.Visits;

/// <summary>Between requests and the database: short, and whatever doesn't fit is not counted, because no request waits for a figure.</summary>
internal sealed class VisitLog
{
    public const int Most = 10_000;

    private static readonly Meter Meter = new("Promozilla.Web");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("promozilla.visits.dropped", "{event}", "Not counted, because the database did not keep up");

    private readonly Channel<Seen> channel = Channel.CreateBounded<Seen>(new BoundedChannelOptions(Most) { SingleReader = true });

    public ChannelReader<Seen> Reader => channel.Reader;

    public bool Add(Seen seen)
    {
        if (channel.Writer.TryWrite(seen)) return true;
        Dropped.Add(1);
        return false;
    }
}
