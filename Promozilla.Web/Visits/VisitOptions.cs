using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Promozilla.Web.Visits;

/// <summary>Section Visits: what of the requests is counted.</summary>
public sealed class VisitOptions : IValidatableObject
{
    public const string Section = "Visits";

    /// <summary>False: nothing is counted.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Networks of the operator's own, in CIDR, such as 192.0.2.0/24: not counted at all.</summary>
    public string[] Ignored { get; set; } = [];

    /// <summary>Networks where no people live, such as data centres', in CIDR: counted as robots.</summary>
    public string[] RobotNetworks { get; set; } = [];

    /// <summary>Pages a minute: whoever looks at more is a robot for the rest of that minute.</summary>
    [Range(5, 10_000, ErrorMessage = "Visits:MostPagesPerMinute is from 5 to 10000.")]
    public int MostPagesPerMinute { get; set; } = 60;

    /// <summary>A file in MaxMind's open MMDB format that says which country an address is in; without one countries are not counted.</summary>
    public string? CountryFile { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from setting in new[] { (Key: nameof(Ignored), Networks: Ignored), (Key: nameof(RobotNetworks), Networks: RobotNetworks) }
        from network in setting.Networks
        where !IPNetwork.TryParse(network, out _)
        select new ValidationResult($"{Section}:{setting.Key}: {network} is not a network, such as 192.0.2.0/24.", [setting.Key]);
}
