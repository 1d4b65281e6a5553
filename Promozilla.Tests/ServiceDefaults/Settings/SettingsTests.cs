using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.AppHost.Servers;
using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Settings;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.ServiceDefaults.Settings;

public sealed class SettingsTests
{
    [Fact]
    public async Task The_table_in_docs_says_what_the_code_says()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "settings.md"));
        Assert.True(SettingsTable.Renew(document) == document, "docs/settings.md is old: ./promozilla settings writes it anew.");
        Assert.DoesNotContain("|  |", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Smtp:Hots", "Smtp:Hots is no setting. Did you mean Smtp:Host?")]
    [InlineData("smtp:pasword", "Smtp:pasword is no setting. Did you mean Smtp:Password?")]
    [InlineData("Retension:MailDays", "Retension is no section of settings. Did you mean Retention?")]
    [InlineData("Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetri", "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetri is no setting. Did you mean Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetry?")]
    [InlineData("Aspire:RabbitMQ:Client:MaxConnectRetryCount", "Aspire:RabbitMQ:Client:MaxConnectRetryCount is no setting. Aspire:RabbitMQ:Client has ConnectionString,")]
    [InlineData("Backup:Colour", "Backup:Colour is no setting. Backup has Enabled, Directory")]
    public void A_setting_that_nobody_reads_is_named_with_what_was_meant(string key, string words)
    {
        var said = Unknown((key, "x"));
        Assert.StartsWith(words, Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_or_somebody_elses_is_let_be() => Assert.Empty(Unknown(
        ("SMTP:HOST", "x"), ("Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableTracing", "true"), ("Aspire:RabbitMQ:Client:DisableHealthChecks", "true"),
        ("Aspire:RabbitMQ:Client:ConnectionFactory:Port", "1"), ("Aspire:RabbitMQ:Client:messaging:ConnectionString", "x"), ("Logging:LogLevel:Default", "Warning"), ("services:web:http:0", "x"), ("npm:config:cache", "x"),
        ("SITE", "a variable without parts"), ("Accounts:External:octo:ClientId", "x"), ("Scraper:PrivateHosts:0", "localhost:1"), ("Scraper:Proxies:worten", "http://localhost:1"), ("Site:PublicUrl", "https://promozilla.example"), ("PATH", "x")));

    [Theory]
    [InlineData("Promozilla.Worker", "Smtp__Port", "many", "Smtp:Port")]
    [InlineData("Promozilla.Worker", "Smtp__Port", "0", "Smtp:Port is a port number")]
    [InlineData("Promozilla.Web", "Site__SearchesPerMinute", "0", "Site:SearchesPerMinute: ")]
    [InlineData("Promozilla.Web", "Site__SearchesPerMinut", "7", "Did you mean Site:SearchesPerMinute?")]
    [InlineData("Promozilla.Scraper", "Scraper__Retires", "7", "Did you mean Scraper:Retries?")]
    public async Task A_service_does_not_start_on_wrong_settings_and_names_the_key(string service, string key, string value, string words)
    {
        var (code, output) = await Programs.RunAsync("dotnet", [ServiceProcess.Program(service)], CancellationToken.None, new Dictionary<string, string>
        {
            ["ConnectionStrings__promozilladb"] = "Host=127.0.0.1;Port=1;Username=x;Database=x",
            ["ConnectionStrings__messaging"] = "amqp://nobody:nothing@127.0.0.1:1",
            ["ConnectionStrings__cache"] = "127.0.0.1:1,connectTimeout=1,connectRetry=0",
            ["Site__PublicUrl"] = "https://promozilla.test",
            ["Smtp__Host"] = "127.0.0.1",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            [key] = value,
        });
        Assert.Equal(Service.WrongSettings, code);
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.EndsWith("(docs/settings.md)", output.TrimEnd(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Unknown(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddOptions<Promozilla.Worker.Mails.SmtpOptions>().BindConfiguration("Smtp");
        services.AddOptions<Promozilla.Worker.Retention.RetentionOptions>().BindConfiguration("Retention");
        services.AddOptions<Promozilla.Worker.Backups.BackupOptions>().BindConfiguration("Backup");
        services.AddOptions<Promozilla.Web.Site.SiteOptions>().BindConfiguration("Site");
        services.AddOptions<Promozilla.Scraper.Fetching.ScraperOptions>().BindConfiguration("Scraper");
        services.AddOptions<Promozilla.Web.Accounts.External.ExternalOptions>("octo").BindConfiguration("Accounts:External:octo");
        services.AddOptions<Promozilla.Data.DatabaseOptions>().BindConfiguration("Aspire:Npgsql:EntityFrameworkCore:PostgreSQL");
        services.AddOptions<Promozilla.Messaging.MessagingOptions>().BindConfiguration("Aspire:RabbitMQ:Client");
        return [.. new KnownSettings(services).Unknown(configuration)];
    }
}
