using System.Text.RegularExpressions;

namespace Promozilla.Media;

/// <summary>What a key may be: words between slashes, each beginning with a letter or digit, so that none leads out of the folder or hides in it.</summary>
public static partial class MediaKey
{
    private const int Longest = 300;

    public static bool IsValid(string key) => key.Length <= Longest && Shape().IsMatch(key);

    /// <exception cref="ArgumentException">Not a key, or of no known type.</exception>
    public static string ContentType(string key) => !IsValid(key)
        ? throw new ArgumentException($"\"{key}\" is no key of the media store.", nameof(key))
        : Path.GetExtension(key) switch
        {
            ".webp" => "image/webp",
            ".png" => "image/png",
            ".jpg" => "image/jpeg",
            ".gif" => "image/gif",
            ".json" => "application/json",
            ".gz" => "application/gzip",
            ".tar" => "application/x-tar",
            var other => throw new ArgumentException($"\"{other}\" is no type of the media store.", nameof(key)),
        };

    /// <summary>A name as a word of a key: what a key can't hold becomes a dash.</summary>
    public static string Word(string name) => Others().Replace(name.ToLowerInvariant(), "-").Trim('-', '.', '_') is { Length: > 0 } word ? word[..Math.Min(word.Length, 80)] : "x";

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Others();
}
