using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Promozilla.Data.Errors;
using Promozilla.ServiceDefaults;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.Data;

/// <summary>The database, by the names of Aspire's client package of that name.</summary>
public sealed class NpgsqlDbContextSettings
{
    public const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>Where ConnectionStrings:promozilladb is not set.</summary>
    [Required(ErrorMessage = "Set ConnectionStrings:promozilladb to the PostgreSQL database's connection string.")]
    public string? ConnectionString { get; set; }
    /// <summary>Whether a statement that failed on the way is not tried again: who waits for a page is better told.</summary>
    public bool DisableRetry { get; set; }
    /// <summary>Whether /health leaves the database out.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Seconds.</summary>
    public int? CommandTimeout { get; set; }

    /// <summary>
    /// How many statements each connection keeps prepared once it has run them a few times: planning a look into the prices of two years, a table of many parts, takes longer
    /// than the look. For who says the same things over and over on tables that stay, as the site does.
    /// </summary>
    [Range(0, 1000, ErrorMessage = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:MaxAutoPrepare is a number of statements, 0 to 1000.")]
    public int MaxAutoPrepare { get; set; }
}

public static class DataRegistration
{
    /// <summary>Registers a pooled factory of <see cref="PromozillaDbContext"/>, the context itself, the data source under it, and where this process's errors go.</summary>
    /// <param name="market">Within which market a context made now is to see; left out: all of them.</param>
    public static TBuilder AddPromozillaDatabase<TBuilder>(this TBuilder builder, Func<string?>? market = null)
        where TBuilder : IHostApplicationBuilder
    {
        var settings = new NpgsqlDbContextSettings();
        builder.Configuration.GetSection(NpgsqlDbContextSettings.Section).Bind(settings);
        builder.Configuration.GetSection($"{NpgsqlDbContextSettings.Section}:{nameof(PromozillaDbContext)}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(ResourceNames.Database) ?? settings.ConnectionString;
        Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(_ =>
        {
            var source = new NpgsqlDataSourceBuilder(settings.ConnectionString) { ConnectionStringBuilder = { MaxAutoPrepare = settings.MaxAutoPrepare } };
            source.ConnectionStringBuilder.CommandTimeout = settings.CommandTimeout ?? source.ConnectionStringBuilder.CommandTimeout;
            return source.Build();
        });
        builder.Services.AddSingleton<ErrorTable>();
        builder.Services.AddSingleton<IErrorSink>(services => services.GetRequiredService<ErrorTable>());
        builder.Services.AddSingleton<DbDataSource>(services => services.GetRequiredService<NpgsqlDataSource>());
        builder.Services.AddPooledDbContextFactory<PromozillaDbContext>((services, options) =>
        {
            options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>(), npgsql =>
            {
                npgsql.CommandTimeout(settings.CommandTimeout);
                if (!settings.DisableRetry)
                {
                    npgsql.EnableRetryOnFailure();
                }
            });
            // A wish needs its product, and both are hidden together.
            options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        });
        if (market is not null)
        {
            builder.Services.AddSingleton<IDbContextFactory<PromozillaDbContext>>(services => new WithinMarket(
                new PooledDbContextFactory<PromozillaDbContext>(services.GetRequiredService<DbContextOptions<PromozillaDbContext>>()), market));
        }

        builder.Services.AddScoped(services => services.GetRequiredService<IDbContextFactory<PromozillaDbContext>>().CreateDbContext());
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>(nameof(PromozillaDbContext), HealthStatus.Unhealthy, tags: [], TimeSpan.FromSeconds(8));
        }

        return builder;
    }

    private sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception unreachable) when (unreachable is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                // /health is anybody's to read: why is in the log.
                return HealthCheckResult.Unhealthy("The database can't be reached.", unreachable);
            }
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
