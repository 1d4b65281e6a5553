using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Promozilla.ServiceDefaults.Errors;

/// <summary>What makes two errors the same one: their type, and the first frame of our own code. Lines move with every edit and are no part of it.</summary>
public sealed partial record ErrorPlace(string Type, string Place)
{
    private const string Own = "Promozilla.";

    /// <param name="category">Who logged it: the place of what was never thrown.</param>
    public static ErrorPlace Of(Exception error, string category)
    {
        var core = Core(error);
        var type = core.GetType().FullName ?? core.GetType().Name;
        if (core is DbException { SqlState: { } state })
        {
            type += " " + state;
        }

        return new ErrorPlace(type, PlaceOf(core) ?? category);
    }

    public string Fingerprint(string service) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{service}\n{Type}\n{Place}")).AsSpan(0, 16));

    /// <summary>Without the wrappings that say nothing of their own.</summary>
    public static Exception Core(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Core(only),
        TargetInvocationException { InnerException: { } inner } => Core(inner),
        { InnerException: { } inner } when error.GetType().Namespace is "Quartz" => Core(inner),
        _ => error,
    };

    private static string? PlaceOf(Exception core)
    {
        string? first = null;
        for (Exception? error = core; error is not null; error = error.InnerException)
        {
            foreach (var line in (error.StackTrace ?? "").Split('\n'))
            {
                if (Frame(line) is not { } frame) continue;
                first ??= frame;
                if (frame.StartsWith(Own, StringComparison.Ordinal)) return frame;
            }
        }

        return first;
    }

    /// <returns>Type and method; null where the line is no frame.</returns>
    internal static string? Frame(string line)
    {
        var text = line.AsSpan().Trim();
        if (!text.StartsWith("at ", StringComparison.Ordinal) || text.IndexOf('(') is not (> 3 and var end)) return null;
        var frame = Arity().Replace(text[3..end].ToString(), "");
        frame = Closure().Replace(frame, "");
        frame = LocalFunction().Replace(frame, "$1.$2");
        frame = Lambda().Replace(frame, "$1");
        return StateMachine().Replace(frame, "$1").Replace(".MoveNext", "", StringComparison.Ordinal);
    }

    /// <summary>`2 of a generic type, [T] of a generic method.</summary>
    [GeneratedRegex(@"`\d+|\[[^\]]*\]")]
    private static partial Regex Arity();

    /// <summary>The class that holds what a lambda captures.</summary>
    [GeneratedRegex(@"\.<>c(?:__DisplayClass[\d_]+|__\d+)?(?=\.)")]
    private static partial Regex Closure();

    [GeneratedRegex(@"<+(\w+)>\$?g__(\w+)\|[\d_]+(?:>d)?")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"<+(\w+)>b__[\d_]+(?:>d)?")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<+([\w.]+)>d?(?:__\d+)?")]
    private static partial Regex StateMachine();
}
