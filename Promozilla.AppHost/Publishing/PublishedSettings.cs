using Promozilla.ServiceDefaults;

namespace Promozilla.AppHost.Publishing;

/// <summary>What whoever publishes must say: a parameter of the topology, and the services' setting that it becomes. Several settings may be one parameter's.</summary>
/// <param name="Name">The parameter's.</param>
/// <param name="Variable">The environment variable of each of <paramref name="Services"/>.</param>
internal sealed record PublishedSetting(string Name, string Variable, string Description, string[] Services, string? Default = null, bool Secret = false);

internal static class PublishedSettings
{
    private const string Administrator = "The first administrator's mail address: an account with it is theirs, and mails about outages, errors and stores that can't be believed go there.";

    public static IReadOnlyList<PublishedSetting> Address { get; } =
    [
        new("public-url", "Site__PublicUrl", "Where people reach the site, such as https://promozilla.example: stands in mails and canonical links.", [ResourceNames.Web, ResourceNames.Worker]),
    ];

    public static IReadOnlyList<PublishedSetting> Always { get; } =
    [
        new("smtp-host", "Smtp__Host", "The mail server that digests and account mails go out through, such as smtp.sendgrid.net.", [ResourceNames.Worker]),
        new("smtp-port", "Smtp__Port", "The mail server's port; 587 is mail submission with STARTTLS.", [ResourceNames.Worker], "587"),
        new("smtp-user", "Smtp__User", "The name that the mail server knows you by.", [ResourceNames.Worker]),
        new("smtp-password", "Smtp__Password", "The mail server's password or API key for that name.", [ResourceNames.Worker], Secret: true),
        new("smtp-from", "Smtp__From", "The sender of all mails: an address, or a name and an address as in Promozilla <avisos@promozilla.example>.", [ResourceNames.Worker]),
        new("contact-url", "Scraper__ContactUrl", "An address where a shop can reach you; it stands in the scraper's User-Agent.", [ResourceNames.Scraper]),
        new("admin-address", "Operators__MailAddress", Administrator, [ResourceNames.Worker]),
        new("admin-address", "Operators__FirstAddress", Administrator, [ResourceNames.Worker]),
    ];

    /// <summary>Where no folder is shared.</summary>
    public static IReadOnlyList<PublishedSetting> Bucket { get; } =
    [
        new("media-bucket", "Media__Bucket", "The bucket that pictures and kept pages are in.", [ResourceNames.Web, ResourceNames.Scraper]),
        new("media-endpoint", "Media__Endpoint", "The address of the server that speaks S3, with https://.", [ResourceNames.Web, ResourceNames.Scraper]),
        new("media-region", "Media__Region", "The bucket's region; what your provider names, else us-east-1.", [ResourceNames.Web, ResourceNames.Scraper], "us-east-1"),
        new("media-access-key", "Media__AccessKey", "The bucket's access key: needs to list, read, write and delete objects.", [ResourceNames.Web, ResourceNames.Scraper]),
        new("media-secret-key", "Media__SecretKey", "The secret that belongs to the access key.", [ResourceNames.Web, ResourceNames.Scraper], Secret: true),
    ];

    /// <summary>One OpenID Connect provider to sign in with, such as Google.</summary>
    public static IReadOnlyList<PublishedSetting> SignIn(string provider)
    {
        var (name, at) = ($"sign-in-{provider.ToLowerInvariant()}", $"Accounts__External__{provider}__");
        return
        [
            new($"{name}-authority", at + "Authority", $"The issuer's address of {provider}, such as https://accounts.google.com.", [ResourceNames.Web]),
            new($"{name}-client-id", at + "ClientId", $"The id that {provider} gave this site.", [ResourceNames.Web]),
            new($"{name}-client-secret", at + "ClientSecret", $"The secret that {provider} gave this site.", [ResourceNames.Web], Secret: true),
        ];
    }

    public static void AddPublishedSettings(this IDistributedApplicationBuilder builder, Target target, params IReadOnlyList<IResourceBuilder<ProjectResource>> services)
    {
        // An own domain is asked for where the address would be known without, too: names of clouds are nobody's to keep.
        var asksAddress = !target.KnowsTheAddress || builder.Configuration["Promozilla:OwnDomain"] == "true";
        var providers = (builder.Configuration["Promozilla:SignIn"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var settings in Always
                     .Concat(asksAddress ? Address : [])
                     .Concat(target.MediaDirectory is null ? Bucket : [])
                     .Concat(providers.SelectMany(SignIn))
                     .GroupBy(setting => setting.Name))
        {
            var asked = settings.First();
            var parameter = (asked.Default is null
                ? builder.AddParameter(asked.Name, asked.Secret)
                : builder.AddParameter(asked.Name, asked.Default, publishValueAsDefault: true)).WithDescription(asked.Description);
            foreach (var setting in settings)
            {
                foreach (var service in services.Where(service => setting.Services.Contains(service.Resource.Name))) service.WithEnvironment(setting.Variable, parameter);
            }
        }
    }
}
