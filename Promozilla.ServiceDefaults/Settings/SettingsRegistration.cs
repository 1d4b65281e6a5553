using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Promozilla.ServiceDefaults.Settings;

public static partial class SettingsRegistration
{
    /// <summary>Settings that nobody knows stop the start, as wrong ones do.</summary>
    internal static IServiceCollection AddKnownSettings(this IServiceCollection services)
    {
        services.AddSingleton<IOptionsFactory<KnownSettings>>(provider => new Factory(services, provider.GetRequiredService<IConfiguration>()));
        services.AddOptions<KnownSettings>().ValidateOnStart();
        return services;
    }

    /// <summary>What is wrong with the settings, each key by its name; empty where it was something else that failed.</summary>
    public static IReadOnlyList<string> Complaints(this Exception failure) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures.Select(words => Plain(words, wrong.OptionsType))],
        AggregateException several when several.InnerExceptions.SelectMany(Complaints).ToList() is { Count: > 0 } all => all,
        ValidationException wrong => [wrong.Message],
        // As the framework's binder and our own registrations say it.
        InvalidOperationException { Message: var message } when message.StartsWith("Set ", StringComparison.Ordinal) || message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => [message],
        _ => [],
    };

    /// <summary>Our own words without the framework's around them; what does not name its key gets it.</summary>
    private static string Plain(string words, Type options)
    {
        var section = KnownSettings.SectionOf(options);
        var (member, said) = Framed().Match(words) is { Success: true } framed ? (framed.Groups["member"].Value, framed.Groups["words"].Value) : ("", words);
        return section is null || said.Contains($"{section}:", StringComparison.Ordinal) ? said : $"{section}:{member}: {said}";
    }

    [GeneratedRegex("^DataAnnotation validation failed for .* members: '(?<member>[^']*)' with the error: '(?<words>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Framed();

    /// <summary>Not bound, but made of what was registered by then; and judged.</summary>
    private sealed class Factory(IServiceCollection services, IConfiguration configuration) : IOptionsFactory<KnownSettings>
    {
        public KnownSettings Create(string name)
        {
            var known = new KnownSettings(services);
            return known.Unknown(configuration).ToList() is { Count: > 0 } unknown ? throw new OptionsValidationException(name, typeof(KnownSettings), unknown) : known;
        }
    }
}
