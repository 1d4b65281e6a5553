using System.ComponentModel.DataAnnotations;

namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <summary>Where Prometheus is, whose figures the room of panels draws. It asks for nothing while nobody looks.</summary>
public sealed class PanelsOptions : IValidatableObject
{
    public const string Section = "Panels";

    /// <summary>Prometheus' address, as the site reaches it, with the path that it lies under. Empty: no panels here.</summary>
    public Uri? PrometheusUrl { get; set; }

    /// <summary>For the answer to one query, in seconds.</summary>
    [Range(1, 30, ErrorMessage = "Panels:WaitSeconds is a number of seconds from 1 to 30.")]
    public double WaitSeconds { get; set; } = 5;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PrometheusUrl is null or { IsAbsoluteUri: true, Scheme: "http" or "https" } ? [] : [new ValidationResult("Panels:PrometheusUrl is an address with http:// or https://.")];
}
