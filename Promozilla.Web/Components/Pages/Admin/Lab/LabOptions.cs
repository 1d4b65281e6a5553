using System.ComponentModel.DataAnnotations;

namespace Promozilla.Web.Components.Pages.Admin.Lab;

/// <summary>Where the scraper is, whose lab tries drafts of definitions; the same key as the scraper's.</summary>
public sealed class LabOptions
{
    public const string Section = "Lab";

    /// <summary>The scraper's address, as the site reaches it. Empty: no lab here.</summary>
    public Uri? Url { get; set; }

    /// <summary>Empty: no lab here.</summary>
    public string? Key { get; set; }

    /// <summary>Twenty pages, each fetched and read within the scraper's own limits.</summary>
    [Range(1, 600, ErrorMessage = "Lab:WaitSeconds is a number of seconds from 1 to 600.")]
    public double WaitSeconds { get; set; } = 180;
}
