using Aspire.Hosting.Azure;
using Azure.Provisioning.AppContainers;
using Azure.Provisioning.PostgreSql;
using Microsoft.Extensions.Configuration;
using Promozilla.ServiceDefaults;

namespace Promozilla.AppHost.Publishing.Targets;

/// <summary>
/// Azure Container Apps beside a PostgreSQL flexible server and Azure Managed Redis, both by password from a Key Vault. RabbitMQ is one container without a disk (what it
/// holds is asked for again when it is lost: docs/operations.md), or a broker elsewhere: Promozilla:ExternalBroker=true.
/// </summary>
internal sealed class AzureTarget : Target
{
    public const string Name = "azure";

    private const string BrokerSecret = "broker-address";
    private readonly IDistributedApplicationBuilder builder;
    private readonly bool sharesFolder;
    private ReferenceExpression brokerAddress = null!;

    public AzureTarget(IDistributedApplicationBuilder builder)
    {
        this.builder = builder;
        sharesFolder = !builder.UsesBucket(otherwise: false);
        var environment = builder.AddAzureContainerAppEnvironment("aca");
        if (sharesFolder) environment.ConfigureInfrastructure(MediaShare.AddTo);
    }

    public override bool BringsServers => true;

    public override string? MediaDirectory => sharesFolder ? MediaShare.Folder : null;

    public override (IResourceBuilder<IResourceWithConnectionString> Database, IResourceBuilder<IResourceWithConnectionString> Messaging, IResourceBuilder<IResourceWithConnectionString> Cache) AddServers()
    {
        // Letters and digits alone: the password stands unquoted in the connection string.
        var password = builder.AddParameter(
                "postgres-password", new GenerateParameterDefault { MinLength = 32, Special = false, MinLower = 1, MinUpper = 1, MinNumeric = 1 }, secret: true, persist: true)
            .WithDescription("The database administrator's password; made when it is first deployed, and kept in the Key Vault.");
        var database = builder.AddAzurePostgresFlexibleServer(ResourceNames.Postgres)
            .WithPasswordAuthentication(password: password)
            .ConfigureInfrastructure(AllowExtensions)
            .AddDatabase(ResourceNames.Database, ResourceNames.DatabaseName);
        var cache = builder.AddAzureManagedRedis(ResourceNames.Cache).WithAccessKeyAuthentication();
        return (database, AddBroker(), cache);
    }

    public override void Shape(IResourceBuilder<ProjectResource> web, IResourceBuilder<ProjectResource> worker, IResourceBuilder<ProjectResource> scraper)
    {
        foreach (var service in new[] { web, worker, scraper }) service.WithProbes().DisableForwardedHeaders();
        web.PublishAsAzureContainerApp((_, app) =>
        {
            app.Configuration.Ingress.StickySessionsAffinity = StickySessionAffinity.Sticky;
            app.Template.Scale = new ContainerAppScale
            {
                MinReplicas = 1,
                MaxReplicas = Most(ResourceNames.Web, 4),
                Rules =
                {
                    new ContainerAppScaleRule { Name = "requests", Http = new ContainerAppHttpScaleRule { Metadata = { ["concurrentRequests"] = "40" } } },
                },
            };
            Give(app, 0.5, "1Gi");
        });
        worker.PublishAsAzureContainerApp((infrastructure, app) =>
        {
            ScaleByQueue(infrastructure, app, "listings-observed", messages: 50, Most(ResourceNames.Worker, 3));
            Give(app, 0.5, "1Gi");
        });
        scraper.PublishAsAzureContainerApp((infrastructure, app) =>
        {
            ScaleByQueue(infrastructure, app, "scrape-category", messages: 16, Most(ResourceNames.Scraper, 3));
            Give(app, 0.5, "1Gi");
        });
    }

    // The server's own list of what a database may ask for; without it the first migration fails.
    private static void AllowExtensions(AzureResourceInfrastructure infrastructure) =>
        infrastructure.Add(new PostgreSqlFlexibleServerConfiguration("extensions")
        {
            Parent = infrastructure.GetProvisionableResources().OfType<PostgreSqlFlexibleServer>().Single(),
            Name = "azure.extensions",
            Value = "PG_TRGM,UNACCENT",
            Source = "user-override",
        });

    private IResourceBuilder<IResourceWithConnectionString> AddBroker()
    {
        if (builder.Configuration["Promozilla:ExternalBroker"] == "true")
        {
            // Its address names its virtual host, or ends in a slash: KEDA wants either.
            var elsewhere = builder.AddConnectionString(ResourceNames.Messaging);
            brokerAddress = elsewhere.Resource.ConnectionStringExpression;
            return elsewhere;
        }

        // Two of them would be two brokers that don't know each other.
        var broker = builder.AddRabbitMQ(ResourceNames.Messaging);
        broker.PublishAsAzureContainerApp((_, app) =>
        {
            app.Template.Scale = new ContainerAppScale { MinReplicas = 1, MaxReplicas = 1 };
            app.Template.Containers[0].Value!.Resources = new AppContainerResources { Cpu = 0.25, Memory = "0.5Gi" };
        });
        brokerAddress = ReferenceExpression.Create($"{broker.Resource.ConnectionStringExpression}/");
        return broker;
    }

    /// <summary>One replica for each so many waiting messages. One is always there: that a scaler reaches a broker inside is not certain (microsoft/azure-container-apps#547, #1494).</summary>
    private void ScaleByQueue(AzureResourceInfrastructure infrastructure, ContainerApp app, string queue, int messages, int most)
    {
        var address = brokerAddress.AsProvisioningParameter(infrastructure, "broker_address");
        address.IsSecure = true;
        app.Configuration.Secrets.Add(new ContainerAppWritableSecret { Name = BrokerSecret, Value = address });
        app.Template.Scale = new ContainerAppScale
        {
            MinReplicas = 1,
            MaxReplicas = most,
            PollingInterval = 30,
            Rules =
            {
                new ContainerAppScaleRule
                {
                    Name = queue,
                    Custom = new ContainerAppCustomScaleRule
                    {
                        CustomScaleRuleType = "rabbitmq",
                        Metadata = { ["queueName"] = queue, ["mode"] = "QueueLength", ["value"] = $"{messages}", ["protocol"] = "amqp" },
                        Auth = { new ContainerAppScaleRuleAuth { SecretRef = BrokerSecret, TriggerParameter = "host" } },
                    },
                },
            },
        };
    }

    private void Give(ContainerApp app, double cores, string memory)
    {
        app.Template.Containers[0].Value!.Resources = new AppContainerResources { Cpu = cores, Memory = memory };
        if (sharesFolder) MediaShare.Mount(app);
    }

    private int Most(string service, int otherwise) => builder.Configuration.GetValue($"Promozilla:MaxReplicas:{service}", otherwise);
}
