using System.ComponentModel.DataAnnotations;

namespace Promozilla.Media;

/// <summary>Where pictures and kept pages are: a bucket when one is named, else a folder. The scraper and the site must say the same.</summary>
public sealed class MediaOptions : IValidatableObject
{
    public const string Section = "Media";

    /// <summary>A folder that the scraper writes and the site reads.</summary>
    public string Directory { get; set; } = Path.Combine(Path.GetTempPath(), "promozilla-media");

    /// <summary>Its name; empty: the folder.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Of a server that speaks S3; empty: Amazon's own.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Of the bucket, such as eu-west-1.</summary>
    public string Region { get; set; } = "";

    /// <summary>Empty, with <see cref="SecretKey"/>: what the machine itself is allowed (role, profile, environment).</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>Goes with AccessKey.</summary>
    public string SecretKey { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Bucket.Length == 0)
        {
            if (string.IsNullOrWhiteSpace(Directory)) yield return Wrong("Set Media:Directory to the folder where pictures are kept, or Media:Bucket to a bucket.");
            foreach (var (key, value) in new[] { (nameof(Endpoint), Endpoint), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey) })
            {
                if (value.Length > 0) yield return Wrong($"Media:{key} is set without Media:Bucket.");
            }

            yield break;
        }

        if (Endpoint.Length > 0 && (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))) yield return Wrong("Media:Endpoint is not an http(s) address.");
        if (Endpoint.Length == 0 && Region.Length == 0) yield return Wrong("Set Media:Region to the bucket's region, or Media:Endpoint to a server that speaks S3.");
        if (AccessKey.Length > 0 && SecretKey.Length == 0) yield return Wrong("Set Media:SecretKey: Media:AccessKey is set.");
        if (SecretKey.Length > 0 && AccessKey.Length == 0) yield return Wrong("Set Media:AccessKey: Media:SecretKey is set.");
    }

    private static ValidationResult Wrong(string what) => new(what);
}
