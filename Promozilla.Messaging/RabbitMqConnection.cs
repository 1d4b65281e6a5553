using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Promozilla.Messaging;

/// <summary>
/// The process's connection to the broker for all but consumers, which have their own; opened on first use and anew after it broke. The client's own
/// recovery is off: who lost a channel simply asks here again, so there is one way back and it is tested.
/// </summary>
internal sealed partial class RabbitMqConnection(IConnectionFactory factory, ILogger<RabbitMqConnection> logger) : IHealthCheck, IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile IConnection? connection;

    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions channelOptions, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken);
        return await open.CreateChannelAsync(channelOptions, cancellationToken);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var open = await OpenAsync(cancellationToken);
            return open.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The broker closed the connection.");
        }
        catch (BrokerUnreachableException unreachable)
        {
            return HealthCheckResult.Unhealthy("The broker can't be reached.", unreachable);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is { } open)
        {
            await open.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (connection is { IsOpen: true } open)
        {
            return open;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (connection is { IsOpen: true } opened)
            {
                return opened;
            }

            if (connection is { } broken)
            {
                connection = null;
                await broken.DisposeAsync();
            }

            var created = await factory.CreateConnectionAsync(cancellationToken);
            created.ConnectionShutdownAsync += (_, shutdown) =>
            {
                Log.Closed(logger, shutdown.ReplyText);
                return Task.CompletedTask;
            };
            connection = created;
            Log.Opened(logger, created.Endpoint.HostName);
            return created;
        }
        finally
        {
            gate.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the broker at {Endpoint}")]
        public static partial void Opened(ILogger logger, string endpoint);

        [LoggerMessage(Level = LogLevel.Information, Message = "The connection to the broker is closed: {Reason}")]
        public static partial void Closed(ILogger logger, string reason);
    }
}
