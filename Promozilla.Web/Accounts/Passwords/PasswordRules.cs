using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Passwords;

/// <summary>
/// Refuses what guessers try first: a common word (Portuguese or English, by the list beside this file) however it is dressed up, keyboard
/// walks, runs and repetitions, the person's own address, the site's name. Length is Identity's own rule; a phrase of several words passes.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<User>
{
    public const int Shortest = 10;
    public const int Longest = 200;
    public const string TooCommon = nameof(TooCommon);

    private static readonly HashSet<string> Common = Read();

    // Read forwards and backwards; a piece of one is a walk too.
    private static readonly string[] Walks =
    [
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "zaq1xsw2cde3vfr4bgt5", "azertyuiopqsdfghjklmwxcvbn", "147258369", "741852963", "789456123", "qweasdzxc", "q1w2e3r4t5y6u7i8o9p0",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) => Task.FromResult(
        IsCommon(password ?? "", user.Email) ? IdentityResult.Failed(new IdentityError { Code = TooCommon, Description = "Too common." }) : IdentityResult.Success);

    public static bool IsCommon(string password, string? address)
    {
        var plain = Plain(password);
        var name = Plain(address?.Split('@')[0] ?? "");
        return new[] { plain, Unleet(plain) }.Any(text =>
            IsWorn(text) || IsWorn(text.Trim(Digits)) || (name.Length >= 4 && text.Replace(name, "", StringComparison.Ordinal).Trim(Digits).Length < 4));
    }

    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>Nothing but common words (at most two), a walk, or the same little piece again and again.</summary>
    private static bool IsWorn(string text)
    {
        text = Unrepeated(text);
        return text.Length < 4 || Common.Contains(text) || Walks.Any(walk => IsPieceOf(text, walk)) || Halves(text).Any(pair => IsKnown(pair.First) && IsKnown(pair.Last));
    }

    private static bool IsKnown(string piece) => Common.Contains(piece) || (piece.Length >= 3 && Walks.Any(walk => IsPieceOf(piece, walk)));

    private static bool IsPieceOf(string text, string walk) =>
        walk.Contains(text, StringComparison.Ordinal) || walk.Contains(string.Concat(text.Reverse()), StringComparison.Ordinal);

    private static IEnumerable<(string First, string Last)> Halves(string text)
    {
        for (var at = 3; at <= text.Length - 3; at++)
        {
            yield return (text[..at], text[at..]);
            yield return (text[..at].TrimEnd(Digits), text[at..].Trim(Digits));
        }
    }

    /// <summary>The shortest piece that, repeated (the last time perhaps cut short), makes the text.</summary>
    private static string Unrepeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (Enumerable.Range(length, text.Length - length).All(at => text[at] == text[at - length]))
            {
                return text[..length];
            }
        }

        return text;
    }

    /// <summary>Letters and digits alone, in lower case, without accents.</summary>
    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormKD).ToLowerInvariant()
        .Where(letter => char.IsLetterOrDigit(letter) || letter is '@' or '$' or '!').Select(letter => letter)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)).Trim('!', '$', '@');

    private static string Unleet(string text) => text.TrimEnd(Digits).Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's')
        .Replace('7', 't').Replace('@', 'a').Replace('$', 's').Replace('!', 'i');

    private static HashSet<string> Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(file, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }
}
