using Promozilla.AppHost;
using Promozilla.AppHost.Monitoring;
using Promozilla.AppHost.Publishing;
using Promozilla.ServiceDefaults;

var builder = DistributedApplication.CreateBuilder(args);

var target = Targets.Of(builder);
IResourceBuilder<IResourceWithConnectionString> database, messaging, cache;
if (target.BringsServers)
{
    (database, messaging, cache) = target.AddServers();
}
else
{
    database = builder.AddPostgres(ResourceNames.Postgres)
        .WithDataVolume()
        .WithLifetime(ContainerLifetime.Persistent)
        .AddDatabase(ResourceNames.Database, ResourceNames.DatabaseName);
    messaging = builder.AddRabbitMQ(ResourceNames.Messaging)
        .WithManagementPlugin()
        .WithDataVolume()
        .WithLifetime(ContainerLifetime.Persistent);
    cache = builder.AddRedis(ResourceNames.Cache)
        .WithDataVolume()
        .WithPersistence()
        .WithLifetime(ContainerLifetime.Persistent);
}

var worker = builder.AddProject<Projects.Promozilla_Worker>(ResourceNames.Worker)
    .WithReference(database).WaitFor(database)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache).WaitFor(cache)
    .WithHttpHealthCheck("/health");

var scraper = builder.AddProject<Projects.Promozilla_Scraper>(ResourceNames.Scraper)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache).WaitFor(cache)
    .WithHttpHealthCheck("/health");

var web = builder.AddProject<Projects.Promozilla_Web>(ResourceNames.Web)
    .WithReference(database).WaitFor(database)
    .WithReference(cache).WaitFor(cache)
    .WaitFor(worker)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url => url.DisplayText = "Promozilla");

var labKey = builder.AddParameter("lab-key", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
scraper.WithEnvironment("Lab__Key", labKey);
web.WithEnvironment("Lab__Key", labKey).WithEnvironment("Lab__Url", scraper.GetEndpoint("http"));

// One secret for both: the site offers its public half to browsers, the worker signs with it.
var pushSecret = builder.AddParameter("push-secret", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
worker.WithEnvironment("Push__Secret", pushSecret);
web.WithEnvironment("Push__Secret", pushSecret);

// Where it goes may know no address of its own; or another is given below.
if (target.KnowsTheAddress)
{
    worker.WithEnvironment("Site__PublicUrl", web.GetEndpoint("http"));
    web.WithEnvironment("Site__PublicUrl", web.GetEndpoint("http"));
}

if (builder.ExecutionContext.IsRunMode)
{
    var mail = builder.AddContainer(ResourceNames.Mail, "axllent/mailpit", "v1.27")
        .WithHttpEndpoint(port: 5083, targetPort: 8025, name: "http")
        .WithEndpoint(targetPort: 1025, name: "smtp", scheme: "smtp")
        .WithHttpHealthCheck("/livez")
        .WithLifetime(ContainerLifetime.Persistent)
        .WithUrlForEndpoint("http", url => url.DisplayText = "Mailbox")
        .ExcludeFromManifest();
    var samples = builder.AddProject<Projects.Promozilla_SampleStores>(ResourceNames.SampleStores)
        .WithHttpHealthCheck("/health")
        .ExcludeFromManifest();

    builder.AddMonitoring(web, worker, scraper);
    foreach (var project in new[] { web, worker, scraper }) project.WithConfiguredReplicas(builder);
    // Several sites stand behind a balancer of this machine, which says who asks.
    if (builder.Configuration["Replicas:web"] is { } sites && sites != "1") web.WithEnvironment("Site__Proxies", "127.0.0.1");

    var data = builder.Configuration["PROMOZILLA_DATA"] ?? Path.Combine(builder.AppHostDirectory, "..", ".promozilla");
    var media = Path.GetFullPath(Path.Combine(data, "media"));

    worker.WaitFor(mail).WaitFor(samples)
        .WithEnvironment("Smtp__Host", mail.GetEndpoint("smtp").Property(EndpointProperty.Host))
        .WithEnvironment("Smtp__Port", mail.GetEndpoint("smtp").Property(EndpointProperty.Port))
        .WithEnvironment("Samples__Url", samples.GetEndpoint("http"));
    if (builder.Configuration["Samples:Nights"] is { } nights) worker.WithEnvironment("Samples__Nights", nights);
    worker
        .WithEnvironment("Media__Directory", media)
        .WithEnvironment("Backup__Directory", Path.GetFullPath(Path.Combine(data, "backups")));
    scraper
        .WithEnvironment("Scraper__PrivateHosts__0", samples.GetEndpoint("http").Property(EndpointProperty.HostAndPort))
        .WithEnvironment("Scraper__LongestCoolDownMinutes", "0")
        .WithEnvironment("Media__Directory", media);
    web
        .WithEnvironment("Samples__Url", samples.GetEndpoint("http"))
        .WithEnvironment("Media__Directory", media);
}
else
{
    builder.AddPublishedSettings(target, web, worker, scraper);
    if (target.MediaDirectory is { } media)
    {
        foreach (var project in new[] { web, worker, scraper }) project.WithEnvironment("Media__Directory", media);
    }

    if (target.BackupDirectory is { } backups) worker.WithEnvironment("Backup__Directory", backups);
    else worker.WithEnvironment("Backup__Enabled", "false");
    // Everything that is published stands behind an ingress at a private address, and no other way leads to the site.
    web.WithEnvironment("Site__Proxies", "private");
    target.Shape(web, worker, scraper);
}

builder.Build().Run();
