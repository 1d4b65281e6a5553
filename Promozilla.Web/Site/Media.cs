using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Site;

/// <summary>Settings under Media.</summary>
public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>Where the Scraper keeps pictures, as {first 2 hex}/{sha256}.{webp|png|jpg|gif}.</summary>
    [Required(ErrorMessage = "Set Media:Directory to the folder where the Scraper keeps pictures.")]
    public string Directory { get; set; } = Path.Combine(AppContext.BaseDirectory, "media");
}

/// <summary>Product pictures, by the hash of their content: never stale, so kept for ever by browsers.</summary>
internal static partial class Media
{
    private const string NoPicture = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240"><rect width="240" height="240" fill="#efe7df"/><path d="M60 84h120v72H60z" fill="none" stroke="#a3968b" stroke-width="8" stroke-linejoin="round"/><path d="m64 150 34-36 24 24 18-16 36 30" fill="none" stroke="#a3968b" stroke-width="8" stroke-linejoin="round"/></svg>
        """;

    public static string? Address(string? hash, string? type) => hash is null ? null : $"/media/{hash}.{Extension(type)}";

    public static void MapMedia(this WebApplication app) =>
        app.MapGet("/media/{name}", (string name, HttpContext context, IOptions<MediaOptions> options) =>
        {
            if (!Name().IsMatch(name))
            {
                return Results.NotFound();
            }

            var path = Path.GetFullPath(Path.Combine(options.Value.Directory, name[..2], name));
            if (!File.Exists(path))
            {
                context.Response.Headers.CacheControl = "public, max-age=60";
                return Results.Text(NoPicture, "image/svg+xml");
            }

            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.File(path, Type(name), enableRangeProcessing: false);
        });

    private static string Extension(string? type) => type switch
    {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        _ => "webp",
    };

    private static string Type(string name) => Path.GetExtension(name) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".gif" => "image/gif",
        _ => "image/webp",
    };

    [GeneratedRegex("^[0-9a-f]{64}\\.(webp|png|jpg|gif)$")]
    private static partial Regex Name();
}
