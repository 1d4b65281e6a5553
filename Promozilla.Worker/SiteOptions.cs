using System.ComponentModel.DataAnnotations;

namespace Promozilla.Worker;

/// <summary>Section Site: where the site is, for links in mails.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    [Required(ErrorMessage = "Set Site:PublicUrl to the site's public address, such as https://promozilla.example.")]
    public Uri PublicUrl { get; set; } = new("http://localhost:8080");

    public string Address(string path) => new Uri(PublicUrl, path).AbsoluteUri;
}
