using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker.Operating;

/// <summary>Section Operator: who is mailed of a store that can't be believed and of errors, and in which language.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operator";

    /// <summary>Empty: the log, the metrics and the tables tell alone.</summary>
    [EmailAddress(ErrorMessage = "Operator:Address is no mail address.")]
    public string? Address { get; set; }

    [RegularExpression("pt-PT|en", ErrorMessage = "Operator:Language is pt-PT or en.")]
    public string Language { get; set; } = "pt-PT";
}
