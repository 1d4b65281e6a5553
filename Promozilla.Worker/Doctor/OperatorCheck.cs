using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Doctor;

/// <summary>Whether somebody is told when something breaks.</summary>
internal sealed class OperatorCheck(IOptions<OperatorOptions> options) : IDoctorCheck
{
    public string Name => "operator";

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(options.Value.MailAddress)
        ? Finding.Poor("nobody is mailed when something breaks: set Operators:MailAddress.")
        : Finding.Ok("is mailed when something breaks"));
}
