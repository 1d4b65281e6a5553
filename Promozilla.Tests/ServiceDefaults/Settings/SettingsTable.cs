using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using System.Xml.XPath;
using Promozilla.ServiceDefaults.Settings;

namespace Promozilla.Tests.ServiceDefaults.Settings;

/// <summary>The table of docs/settings.md, made of the options classes: names, defaults, and what their comments say.</summary>
internal static class SettingsTable
{
    private const string Begin = "<!-- made by ./promozilla settings -->";
    private const string End = "<!-- to here -->";

    private static readonly (string Name, Assembly Assembly)[] Services =
    [
        ("worker", typeof(Promozilla.Worker.WorkerRegistration).Assembly),
        ("scraper", typeof(Promozilla.Scraper.Fetching.ScraperOptions).Assembly),
        ("site", typeof(Promozilla.Web.WebRegistration).Assembly),
    ];

    /// <summary>The document with the table as it should be.</summary>
    public static string Renew(string document)
    {
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        return begin < 0 || end < begin
            ? throw new InvalidOperationException($"docs/settings.md has lost its marks {Begin} and {End}.")
            : $"{document[..begin]}{Begin}\n{string.Concat(Sections().Select(Section))}{document[end..]}";
    }

    private static IEnumerable<(string Path, Type Type, string Readers)> Sections() => Services
        .SelectMany(service => service.Assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Promozilla.", StringComparison.Ordinal)).Select(Assembly.Load).Append(service.Assembly)
            .SelectMany(assembly => assembly.GetTypes()).Where(type => KnownSettings.SectionOf(type) is not null && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (Path: KnownSettings.SectionOf(type)!, type, service.Name)))
        .GroupBy(one => (one.Path, one.type)).Select(same => (same.Key.Path, same.Key.type, string.Join(", ", same.Select(one => one.Name))))
        .OrderBy(one => one.Path, StringComparer.Ordinal);

    private static string Section((string Path, Type Type, string Readers) section)
    {
        var rows = KnownSettings.PropertiesOf(section.Type).Where(property => property.DeclaringType == section.Type).Concat(KnownSettings.SharedOf(section.Type))
            .Select(property => $"| `{section.Path.Replace(":", "__", StringComparison.Ordinal)}__{property.Name}` | {Shown(property, Standard(property))} | {Meaning(property)} |\n");
        return $"\n### {section.Path}\n\nRead by: {section.Readers}. {Summary(section.Type)}\n\n| name | default | meaning |\n| --- | --- | --- |\n{string.Concat(rows)}";
    }

    private static string Shown(PropertyInfo property, object? value) => value switch
    {
        null or "" => "none",
        string text when property.Name is not "Directory" => $"`{text}`",
        bool yes => yes ? "`true`" : "`false`",
        string folder when Path.IsPathRooted(folder) => "a folder of the system's temporary files",
        System.Collections.IEnumerable several and not string => several.Cast<object>().Any() ? $"`{string.Join(", ", several.Cast<object>())}`" : "none",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    private static object? Standard(PropertyInfo property) => property.GetValue(Activator.CreateInstance(property.DeclaringType!));

    private static string Summary(Type type) => Text(type, $"T:{type.FullName}");

    private static string Meaning(PropertyInfo property) => Text(property.DeclaringType!, $"P:{property.DeclaringType!.FullName}.{property.Name}");

    private static string Text(Type type, string member)
    {
        var comment = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).XPathSelectElement($"/doc/members/member[@name='{member}']/summary");
        if (comment is null) return "";
        foreach (var reference in comment.Descendants("see").ToList()) reference.ReplaceWith($"`{reference.Attribute("cref")!.Value.Split('.')[^1]}`");
        return string.Join(' ', comment.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
    }
}
