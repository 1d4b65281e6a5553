namespace Promozilla.ServiceDefaults.Doctor;

/// <summary>One look of `doctor`: what no health check asks while the process runs, since it costs or can't change.</summary>
public interface IDoctorCheck
{
    string Name { get; }

    /// <exception cref="Exception">Also an answer: its message is shown as what is wrong.</exception>
    Task<Finding> LookAsync(CancellationToken cancellationToken);
}

public enum Verdict
{
    Ok,

    /// <summary>It works, with less.</summary>
    Poor,
    Wrong,
}

/// <param name="Words">What was found and, where it is not well, what to do.</param>
public sealed record Finding(Verdict Verdict, string Words)
{
    public static Finding Ok(string words) => new(Verdict.Ok, words);

    public static Finding Poor(string words) => new(Verdict.Poor, words);

    public static Finding Wrong(string words) => new(Verdict.Wrong, words);
}
