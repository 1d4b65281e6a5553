using Promozilla.AppHost;
using Promozilla.AppHost.Monitoring;
using Promozilla.ServiceDefaults;

var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres(ResourceNames.Postgres)
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent);
var database = postgres.AddDatabase(ResourceNames.Database, ResourceNames.DatabaseName);

var messaging = builder.AddRabbitMQ(ResourceNames.Messaging)
    .WithManagementPlugin()
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent);

var cache = builder.AddRedis(ResourceNames.Cache)
    .WithDataVolume()
    .WithPersistence()
    .WithLifetime(ContainerLifetime.Persistent);

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

worker.WithEnvironment("Site__PublicUrl", web.GetEndpoint("http"));
web.WithEnvironment("Site__PublicUrl", web.GetEndpoint("http"));

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
    worker
        .WithEnvironment("Smtp__Host", builder.AddParameter("smtp-host"))
        .WithEnvironment("Smtp__Port", builder.AddParameter("smtp-port", "587", publishValueAsDefault: true))
        .WithEnvironment("Smtp__User", builder.AddParameter("smtp-user"))
        .WithEnvironment("Smtp__Password", builder.AddParameter("smtp-password", secret: true))
        .WithEnvironment("Smtp__From", builder.AddParameter("smtp-from"));

    // No folder is shared there: pictures go through a bucket.
    var bucket = builder.AddParameter("media-bucket");
    var endpoint = builder.AddParameter("media-endpoint");
    var region = builder.AddParameter("media-region");
    var accessKey = builder.AddParameter("media-access-key");
    var secretKey = builder.AddParameter("media-secret-key", secret: true);
    foreach (var project in new[] { scraper, web })
    {
        project
            .WithEnvironment("Media__Bucket", bucket)
            .WithEnvironment("Media__Endpoint", endpoint)
            .WithEnvironment("Media__Region", region)
            .WithEnvironment("Media__AccessKey", accessKey)
            .WithEnvironment("Media__SecretKey", secretKey);
    }
}

builder.Build().Run();
