using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Promozilla.ServiceDefaults.Settings;

/// <summary>The settings that a process knows: every options class of ours with a constant Section, as it was registered.</summary>
public sealed class KnownSettings
{
    private readonly List<(string Path, Type Type)> sections;

    public KnownSettings(IServiceCollection services) => sections =
    [
        .. services.Where(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
            .Select(service => service.ServiceType.GetGenericArguments()[0]).Distinct()
            .Where(type => SectionOf(type) is not null).Select(type => (SectionOf(type)!, type)),
    ];

    /// <summary>Null: no options class of ours; nor is one that extends another's, of which there may be several by name, as in Accounts:External:google.</summary>
    public static string? SectionOf(Type type) =>
        type.BaseType == typeof(object) && type.Assembly.GetName().Name!.StartsWith(nameof(Promozilla), StringComparison.Ordinal)
            ? type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
            : null;

    /// <summary>What configuration can set of it, in the order of writing: lists are filled where they stand.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod?.IsPublic is true || (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && IsKept(property)))
        .OrderBy(property => property.MetadataToken);

    /// <summary>What a package reads of the same section besides.</summary>
    public static IEnumerable<PropertyInfo> SharedOf(Type type) => type.GetCustomAttribute<SharedWithAttribute>() is { } shared
        ? PropertiesOf(shared.Settings).Where(property => !shared.Without.Contains(property.Name) && type.GetProperty(property.Name) is null)
        : [];

    /// <summary>A key that nobody reads is a mistake that nobody would see: each is named, with what may have been meant.</summary>
    public IEnumerable<string> Unknown(IConfiguration configuration)
    {
        foreach (var (path, type) in sections)
        {
            var known = PropertiesOf(type).Concat(SharedOf(type)).Select(property => property.Name).ToList();
            foreach (var child in configuration.GetSection(path).GetChildren())
            {
                // What Aspire names by the connection, as in Aspire:RabbitMQ:Client:messaging, and what it hands to the client as it is.
                if (known.Contains(child.Key, StringComparer.OrdinalIgnoreCase) || (path.StartsWith("Aspire:", StringComparison.Ordinal) && child.GetChildren().Any())) continue;
                yield return $"{child.Path} is no setting.{Meant(child.Key, known, $"{path}:")}";
            }
        }

        // Who else's variables stand in the environment can't be known; what is almost ours is taken for a slip.
        var names = sections.Select(section => section.Path.Split(':')[0]).Distinct().ToList();
        foreach (var child in configuration.GetChildren().Where(child => child.GetChildren().Any() && !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (Nearest(child.Key, names, child.Key.Length > 5 ? 2 : 1) is { } near) yield return $"{child.Path} is no section of settings. Did you mean {near}?";
        }
    }

    /// <summary>Not reckoned from others.</summary>
    private static bool IsKept(PropertyInfo property) => property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static string Meant(string given, List<string> known, string path) =>
        Nearest(given, known, 2) is { } near ? $" Did you mean {path}{near}?" : $" {path.TrimEnd(':')} has {string.Join(", ", known)}.";

    private static string? Nearest(string given, IEnumerable<string> known, int most) =>
        known.Select(name => (name, far: Distance(given.ToUpperInvariant(), name.ToUpperInvariant()))).Where(one => one.far <= most).OrderBy(one => one.far).Select(one => one.name).FirstOrDefault();

    /// <summary>Levenshtein's.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
