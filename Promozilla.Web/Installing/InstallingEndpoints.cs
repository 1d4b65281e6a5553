using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Promozilla.Web.Site;

namespace Promozilla.Web.Installing;

/// <summary>What makes the site an app on a phone's home screen: its manifest, and the service worker that has a page for when there is no network.</summary>
internal static class InstallingEndpoints
{
    /// <summary>The scripts that make up the service worker, in this order.</summary>
    private static readonly string[] Parts = ["js/offline-worker.js", "js/push-worker.js"];

    /// <summary>What the offline page is dressed in, by fingerprint; and, beside it, what keeps its name.</summary>
    private static readonly string[] Dress = ["css/site.css", "js/install.js"];
    private static readonly string[] Named = ["/fonts/bricolage-grotesque-5.3.0.woff2", "/favicon.svg"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void MapInstalling(this WebApplication app)
    {
        string? worker = null;
        app.MapMethods("/sw.js", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, EndpointDataSource endpoints) =>
        {
            worker ??= Worker(endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>()).OfType<ResourceAssetCollection>().First());
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Text(worker, "text/javascript; charset=utf-8");
        }).ExcludeFromDescription();
        app.MapMethods("/manifest.webmanifest", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, IStringLocalizer<Texts> texts) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(JsonSerializer.Serialize(Manifest(texts), Json), "application/manifest+json; charset=utf-8");
        }).ExcludeFromDescription();
    }

    /// <summary>Names its parts and what they keep by fingerprint: whatever of it changes makes this text another one, which is how browsers see a new worker.</summary>
    private static string Worker(ResourceAssetCollection files)
    {
        string[] assets = [.. Dress.Select(name => $"/{files[name]}"), .. Named];
        var parts = Array.ConvertAll(Parts, name => $"/{files[name]}");

        // The offline page has no fingerprint; it is of this build.
        var edition = string.Join('\n', [.. assets, .. parts, typeof(InstallingEndpoints).Module.ModuleVersionId.ToString()]);
        var known = new
        {
            cache = $"offline-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(edition)))[..16]}",
            page = "/sem-rede",
            assets,
        };
        return $"self.promozilla = {JsonSerializer.Serialize(known, Json)};\nimportScripts({string.Join(", ", parts.Select(part => JsonSerializer.Serialize(part, Json)))});\n";
    }

    private static object Manifest(IStringLocalizer<Texts> texts) => new
    {
        id = "/",
        lang = Languages.Current,
        dir = "ltr",
        name = "Promozilla",
        short_name = "Promozilla",
        description = texts["FooterWhat"].Value,
        start_url = "/",
        scope = "/",
        display = "standalone",
        background_color = "#fbf6f0",
        theme_color = "#fbf6f0",
        categories = new[] { "shopping", "games" },
        icons = new[]
        {
            new { src = "/icons/icon-192.png", sizes = "192x192", type = "image/png", purpose = "any" },
            new { src = "/icons/icon-512.png", sizes = "512x512", type = "image/png", purpose = "any" },
            new { src = "/icons/maskable-512.png", sizes = "512x512", type = "image/png", purpose = "maskable" },
        },
        shortcuts = new[]
        {
            new { name = texts["WishlistTitle"].Value, url = "/lista" },
            new { name = texts["Kind.game.many"].Value, url = "/jogos" },
            new { name = texts["Kind.console.many"].Value, url = "/consolas" },
        },
    };
}
