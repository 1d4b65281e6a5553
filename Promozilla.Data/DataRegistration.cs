using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Errors;
using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.Data;

public static class DataRegistration
{
    /// <summary>Registers a pooled factory of <see cref="PromozillaDbContext"/>, the context itself, the data source under it, and where this process's errors go.</summary>
    /// <param name="market">Within which market a context made now is to see; left out: all of them.</param>
    public static TBuilder AddPromozillaDatabase<TBuilder>(this TBuilder builder, Func<string?>? market = null)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .BindConfiguration($"{DatabaseOptions.Section}:{nameof(PromozillaDbContext)}")
            .Configure<IConfiguration>((options, configuration) =>
                options.ConnectionString = configuration.GetConnectionString(ResourceNames.Database) ?? options.ConnectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services =>
        {
            var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            var source = new NpgsqlDataSourceBuilder(options.ConnectionString) { ConnectionStringBuilder = { MaxAutoPrepare = options.MaxAutoPrepare } };
            source.ConnectionStringBuilder.CommandTimeout = options.CommandTimeout ?? source.ConnectionStringBuilder.CommandTimeout;
            source.ConnectionStringBuilder.Timeout = options.ConnectTimeout ?? source.ConnectionStringBuilder.Timeout;
            return source.Build();
        });
        builder.Services.AddSingleton<ErrorTable>();
        builder.Services.AddSingleton<IErrorSink>(services => services.GetRequiredService<ErrorTable>());
        builder.Services.AddSingleton<DbDataSource>(services => services.GetRequiredService<NpgsqlDataSource>());
        // A wish needs its product, and both are hidden together.
        builder.Services.AddPooledDbContextFactory<PromozillaDbContext>((services, options) => options
            .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>())
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)));
        var checksHealth = true;
        builder.EnrichNpgsqlDbContext<PromozillaDbContext>(settings =>
        {
            // The package's check says that the database is missing, and not why.
            checksHealth = !settings.DisableHealthChecks;
            settings.DisableHealthChecks = true;
        });
        if (checksHealth)
        {
            builder.Services.AddSingleton<DatabaseCheck>();
            builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>(nameof(PromozillaDbContext));
        }

        if (market is not null)
        {
            builder.Services.AddSingleton<IDbContextFactory<PromozillaDbContext>>(services => new WithinMarket(
                new PooledDbContextFactory<PromozillaDbContext>(services.GetRequiredService<DbContextOptions<PromozillaDbContext>>()), market));
        }

        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<PromozillaDbContext>>().CreateDbContext());
        return builder;
    }

    /// <summary>Knocks anew at each look, beside the pool: that all its connections are busy does not mean that the database is gone.</summary>
    private sealed class DatabaseCheck(NpgsqlDataSource database, IOptions<DatabaseOptions> options) : IHealthCheck
    {
        /// <summary>The driver takes far longer to give up a server that hangs: it asks that server to cancel, and waits for it.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        private readonly string own = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
        {
            Pooling = false,
            Timeout = (int)Patience.TotalSeconds,
            CommandTimeout = (int)Patience.TotalSeconds,
        }.ConnectionString;

        private volatile bool isSilent;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var asking = AskAsync();
                _ = asking.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                await asking.WaitAsync(Patience, cancellationToken);
                isSilent = false;
                return HealthCheckResult.Healthy();
            }
            catch (Exception unreachable) when (unreachable is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                // Who comes next knocks anew too, and is not kept by a connection that is open and dead. A server that answers, whatever it says, is none of those.
                if (unreachable is not PostgresException && !isSilent)
                {
                    isSilent = true;
                    database.Clear();
                }

                // /health is anybody's to read: why is in the log.
                return HealthCheckResult.Unhealthy("The database can't be reached.", unreachable);
            }
        }

        private async Task AskAsync()
        {
            await using var connection = new NpgsqlConnection(own);
            await connection.OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    /// <summary>Set at every making: a pooled context keeps what its last user left.</summary>
    private sealed class WithinMarket(PooledDbContextFactory<PromozillaDbContext> pool, Func<string?> market) : IDbContextFactory<PromozillaDbContext>
    {
        public PromozillaDbContext CreateDbContext()
        {
            var db = pool.CreateDbContext();
            db.Market = market();
            return db;
        }

        public async Task<PromozillaDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            var db = await pool.CreateDbContextAsync(cancellationToken);
            db.Market = market();
            return db;
        }
    }
}
