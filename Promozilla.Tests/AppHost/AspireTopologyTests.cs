using System.Text.Json;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Publishing;

namespace Promozilla.Tests.AppHost;

/// <summary>AppHost.cs is real Aspire's too: it compiles against its packages, and what Aspire makes of it is what is meant.</summary>
public sealed partial class AspireTopologyTests(AspireTopology aspire) : IClassFixture<AspireTopology>
{
    private static readonly string[] Secrets = ["lab-key", "push-secret", "smtp-password", "media-secret-key", "sign-in-google-client-secret", "postgres-password", "messaging-password", "cache-password"];

    [SkippableFact]
    public void It_compiles_without_a_warning()
    {
        Require();
        Assert.Matches(@"\b0 Warning\(s\)", aspire.BuildOutput);
    }

    [SkippableFact]
    public void Three_servers_and_three_services_are_published_and_nothing_that_only_running_here_needs()
    {
        Require();
        var kinds = aspire.Resources.EnumerateObject().ToLookup(resource => resource.Value.GetProperty("type").GetString(), resource => resource.Name);
        Assert.Equal(["cache", "messaging", "postgres"], kinds["container.v0"].Order());
        Assert.Equal(["scraper", "web", "worker"], kinds["project.v0"].Order());
        Assert.Equal("{postgres.connectionString};Database=promozilla", Of("promozilladb", "connectionString"));
        Assert.All((string[])["cache", "messaging", "postgres"], server => Assert.Single(aspire.Resources.GetProperty(server).GetProperty("volumes").EnumerateArray()));
        Assert.Equal(["web"], aspire.Resources.EnumerateObject().Where(resource => IsExternal(resource.Value)).Select(resource => resource.Name));
    }

    [SkippableFact]
    public void Each_service_is_told_of_the_servers_it_may_know_by_the_names_that_the_native_engine_gives()
    {
        Require();
        var (worker, scraper, web) = (aspire.Variables("worker"), aspire.Variables("scraper"), aspire.Variables("web"));
        Assert.Empty(AspireParityTests.Database.Concat(AspireParityTests.Cache).Concat(AspireParityTests.Messaging).Except(worker.Keys));
        Assert.Empty(AspireParityTests.Cache.Concat(AspireParityTests.Messaging).Except(scraper.Keys));
        Assert.Empty(AspireParityTests.Database.Concat(AspireParityTests.Cache).Except(web.Keys));
        Assert.DoesNotContain(scraper, variable => variable.Key.Contains("promozilladb", StringComparison.OrdinalIgnoreCase) || variable.Value.Contains("{postgres", StringComparison.Ordinal));
        Assert.DoesNotContain(web, variable => variable.Value.Contains("{messaging", StringComparison.Ordinal));
        Assert.Equal(("{promozilladb.connectionString}", "{messaging.connectionString}", "{cache.connectionString}"),
            (worker["ConnectionStrings__promozilladb"], worker["ConnectionStrings__messaging"], worker["ConnectionStrings__cache"]));
    }

    [SkippableFact]
    public void What_must_be_said_is_a_parameter_and_reaches_its_services()
    {
        Require();
        PublishedSetting[] settings = [.. PublishedSettings.Always, .. PublishedSettings.Bucket, .. PublishedSettings.SignIn("Google")];
        Assert.All(settings, setting =>
        {
            Assert.Equal(setting.Default, Input(setting.Name).TryGetProperty("default", out var fallback) ? fallback.GetProperty("value").GetString() : null);
            Assert.All(setting.Services, service => Assert.Equal($"{{{setting.Name}.value}}", aspire.Variables(service)[setting.Variable]));
        });
        Assert.Equal(("{lab-key.value}", "{lab-key.value}", "{scraper.bindings.http.url}"),
            (aspire.Variables("scraper")["Lab__Key"], aspire.Variables("web")["Lab__Key"], aspire.Variables("web")["Lab__Url"]));
        Assert.Equal(("{push-secret.value}", "{push-secret.value}"), (aspire.Variables("worker")["Push__Secret"], aspire.Variables("web")["Push__Secret"]));
        Assert.Equal("private", aspire.Variables("web")["Site__Proxies"]);
    }

    [SkippableFact]
    public void Secrets_are_marked_and_stand_nowhere()
    {
        Require();
        var marked = from resource in aspire.Resources.EnumerateObject()
                     where resource.Value.GetProperty("type").GetString() == "parameter.v0" && Input(resource.Name).TryGetProperty("secret", out var secret) && secret.GetBoolean()
                     select resource.Name;
        Assert.Equal(Secrets.Order(), marked.Order());
        Assert.All(Secrets, secret => Assert.False(Input(secret).TryGetProperty("default", out var made) && !made.TryGetProperty("generate", out _)));
        Assert.All(Secrets, secret => Assert.DoesNotContain(AspireTopology.Given(secret), aspire.Text, StringComparison.Ordinal));
        Assert.All(
            from resource in (string[])["postgres", "messaging", "cache", "worker", "scraper", "web"]
            from variable in aspire.Variables(resource)
            where Hidden().IsMatch(variable.Key)
            select variable.Value,
            value => Assert.Matches(@"\{[a-z-]+\.(value|connectionString)\}", value));
    }

    [SkippableFact]
    public async Task A_build_without_publishers_says_so_when_a_target_is_asked_for()
    {
        Require();
        var (code, output) = await aspire.PublishAsync("azure");
        Assert.NotEqual(0, code);
        Assert.Contains("Promozilla:Target is 'azure', but this build leaves the publish targets out", output, StringComparison.Ordinal);
    }

    private void Require() => Skip.If(aspire.Missing is not null, aspire.Missing);

    private static bool IsExternal(JsonElement resource) => resource.TryGetProperty("bindings", out var bindings)
        && bindings.EnumerateObject().Any(binding => binding.Value.TryGetProperty("external", out var external) && external.GetBoolean());

    private string? Of(string resource, string property) => aspire.Resources.GetProperty(resource).GetProperty(property).GetString();

    private JsonElement Input(string parameter) => aspire.Resources.GetProperty(parameter).GetProperty("inputs").GetProperty("value");

    [GeneratedRegex("pass|secret|key|uri$|^ConnectionStrings__", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();
}
