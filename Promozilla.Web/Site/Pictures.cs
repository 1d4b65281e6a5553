using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using Promozilla.Media;

namespace Promozilla.Web.Site;

/// <summary>
/// Product pictures, by the hash of their content: never stale, so kept for ever by browsers. Only what is named like a picture is served: whatever else
/// the media store holds has no address here.
/// </summary>
public static partial class Pictures
{
    private const string Placeholder = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240"><rect width="240" height="240" fill="#efe7df"/><path d="M60 84h120v72H60z" fill="none" stroke="#a3968b" stroke-width="8" stroke-linejoin="round"/><path d="m64 150 34-36 24 24 18-16 36 30" fill="none" stroke="#a3968b" stroke-width="8" stroke-linejoin="round"/></svg>
        """;

    public static string? Address(string? hash, string? type) => hash is null ? null : $"/media/{hash}.{Extension(type)}";

    /// <summary>The widths to choose from, for a picture that is kept in several; null for one.</summary>
    public static string? Choices(string? hash, string? type, IReadOnlyList<int>? widths)
    {
        if (hash is null || widths is not { Count: > 1 }) return null;
        // The widest has no width in its name.
        return string.Join(", ", widths.Select((width, index) => string.Create(
            CultureInfo.InvariantCulture, $"/media/{hash}{(index == widths.Count - 1 ? "" : $"-{width}")}.{Extension(type)} {width}w")));
    }

    public static void MapPictures(this WebApplication app) => app.MapMethods("/media/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task ServeAsync(string name, HttpContext context, IMediaStore media)
    {
        var (request, response) = (context.Request, context.Response);
        if (!Name().IsMatch(name))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = new EntityTagHeaderValue($"\"{name}\"");
        var isKnown = request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
        // Whoever has the tag has the picture: a name says its content, so the store need not be asked.
        await using var picture = isKnown ? null : await media.GetAsync($"{name[..2]}/{name}", context.RequestAborted);
        if (!isKnown && picture is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "image/svg+xml";
            response.Headers.CacheControl = "public, max-age=60";
            await response.WriteAsync(Placeholder, context.RequestAborted);
            return;
        }

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.ETag = tag.ToString();
        if (picture is null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = picture.ContentType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = picture.Length;
        if (HttpMethods.IsGet(request.Method)) await picture.Content.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static string Extension(string? type) => type switch
    {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        _ => "webp",
    };

    [GeneratedRegex(@"^[0-9a-f]{64}(?:-[1-9][0-9]{1,3})?\.(?:webp|png|jpg|gif)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
