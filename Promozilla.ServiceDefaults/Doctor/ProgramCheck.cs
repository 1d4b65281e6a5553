namespace Promozilla.ServiceDefaults.Doctor;

/// <summary>A program of the machine that is used where it is there.</summary>
/// <param name="package">Of Debian.</param>
/// <param name="without">What is less without it.</param>
public sealed class ProgramCheck(string program, string package, string without) : IDoctorCheck
{
    public string Name => program;

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(
        BoundedChild.Find(program) is { } found ? Finding.Ok(found) : Finding.Poor($"not on this machine: {without}. Install the package {package}."));
}
