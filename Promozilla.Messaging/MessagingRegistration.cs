using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Promozilla.Messaging.Contracts;
using RabbitMQ.Client;

namespace Promozilla.Messaging;

public static class MessagingRegistration
{
    /// <summary>Registers the broker's connection for all but consumers (opened on first use), its health check and <see cref="MessagePublisher"/>.</summary>
    /// <param name="connectionName">The resource's name: ConnectionStrings:{name} holds the amqp address.</param>
    public static TBuilder AddRabbitMqMessaging<TBuilder>(this TBuilder builder, string connectionName)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<MessagingOptions>()
            .BindConfiguration(MessagingOptions.Section)
            .BindConfiguration($"{MessagingOptions.Section}:{connectionName}")
            .Configure<IConfiguration>((options, configuration) =>
                options.ConnectionString = configuration.GetConnectionString(connectionName) ?? options.ConnectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var checksHealth = true;
        builder.AddRabbitMQClient(
            connectionName,
            settings =>
            {
                // The package's check and its connection, which nothing opens again, are not used: RabbitMqConnection's are. Envelope traces the messages.
                checksHealth = !settings.DisableHealthChecks;
                settings.DisableHealthChecks = true;
                settings.DisableTracing = true;
                settings.DisableAutoActivation = true;
            },
            factory =>
            {
                factory.AutomaticRecoveryEnabled = false;
                factory.TopologyRecoveryEnabled = false;
                factory.ClientProvidedName = AppDomain.CurrentDomain.FriendlyName;
                factory.RequestedHeartbeat = TimeSpan.FromSeconds(20);
            });
        builder.Services.AddSingleton<RabbitMqConnection>();
        builder.Services.AddSingleton(services => new MessagePublisher(
            services.GetRequiredService<RabbitMqConnection>(),
            services.GetRequiredService<IOptions<MessagingOptions>>(),
            services.GetRequiredService<ILogger<MessagePublisher>>()));
        builder.Services.AddSingleton(services => new DeadMessages(services.GetRequiredService<RabbitMqConnection>()));
        builder.Services.AddSingleton(services => new QueueFigures(
            services.GetRequiredService<RabbitMqConnection>(), services.GetRequiredService<IOptions<MessagingOptions>>().Value));
        if (checksHealth) builder.Services.AddHealthChecks().AddCheck<RabbitMqConnection>("RabbitMQ.Client");
        return builder;
    }

    /// <summary>Consumes <typeparamref name="TMessage"/> with a <typeparamref name="THandler"/> per message, <paramref name="prefetch"/> at a time.</summary>
    public static IServiceCollection AddMessageConsumer<TMessage, THandler>(this IServiceCollection services, int prefetch)
        where TMessage : IMessage
        where THandler : class, IMessageHandler<TMessage>
    {
        services.AddScoped<THandler>();
        services.AddSingleton<IHostedService>(provider => new MessageConsumer<TMessage, THandler>(
            provider.GetRequiredService<IConnectionFactory>(),
            provider.GetRequiredService<MessagePublisher>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IOptions<MessagingOptions>>(),
            prefetch,
            provider.GetRequiredService<ILogger<MessageConsumer<TMessage, THandler>>>()));
        return services;
    }
}
