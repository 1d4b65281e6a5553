using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Operators;

public sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>Whoever confirms an account with this address is administrator, as long as there is none.</summary>
    [EmailAddress(ErrorMessage = "Operators:FirstAddress is the e-mail address of the first administrator.")]
    public string? FirstAddress { get; set; }

    [Range(0.05, 60, ErrorMessage = "Operators:PollSeconds is a number of seconds, 0.05 to 60.")]
    public double PollSeconds { get; set; } = 1;
}
