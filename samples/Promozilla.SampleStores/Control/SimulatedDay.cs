using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Control;

/// <summary>The day that the stores think it is: Lisbon's today until somebody sets another.</summary>
public sealed class SimulatedDay(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private DateOnly? _set;

    public DateOnly Today
    {
        get
        {
            lock (_gate)
                return _set ?? LisbonTime.DateOf(clock.GetUtcNow());
        }
    }

    /// <summary>Null goes back to the clock.</summary>
    public void Set(DateOnly? date)
    {
        lock (_gate)
            _set = date;
    }
}
