using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Promozilla.Data.People;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web;
using Promozilla.Worker.Figures;

namespace Promozilla.Tests.Worker.Figures;

[Trait("needs", "servers")]
public sealed class FigureBoardTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>
{
    [Fact]
    public async Task The_system_is_told_in_gauges_read_from_the_database_the_broker_and_the_cache()
    {
        var media = Directory.CreateTempSubdirectory("promozilla-media-").FullName;
        await using (var db = postgres.CreateContext())
        {
            await new ShopSeed(db, TimeProvider.System.GetUtcNow(), media).FillAsync();
            db.Users.Add(new User { Id = Guid.NewGuid(), UserName = "a@example.pt", Email = "a@example.pt", EmailConfirmed = true, Language = "pt-PT", LastSeenAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        Directory.Delete(media, recursive: true);
        await using var app = Build();
        await app.Services.GetRequiredService<MessagePublisher>().PublishAsync(new FetchThumbnail(1, "loja", "https://loja.test/a.png", ["loja.test"]), CancellationToken.None);
        var board = app.Services.GetRequiredService<FigureBoard>();
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await board.ReadAsync(connection, CancellationToken.None);
        await board.ReadCacheAsync();
        // A quorum queue's count is a moment behind.
        await Eventually.AssertAsync(async () =>
        {
            await board.ReadQueuesAsync(CancellationToken.None);
            Assert.Equal(1, Read()["promozilla.queue.messages fetch-thumbnail ready"]);
        });

        var told = Read();
        Assert.Equal((36, 8, 16), (told["promozilla.products game"], told["promozilla.products console"], told["promozilla.products accessory"]));
        Assert.Equal((1, 0), (told["promozilla.accounts confirmed"], told["promozilla.accounts unconfirmed"]));
        Assert.Equal((0, 0, 0), (told["promozilla.wishes"], told["promozilla.mails.waiting"], told["promozilla.mails.waiting_age"]));
        Assert.Equal((0, 0), (told["promozilla.queue.messages fetch-thumbnail dead"], told["promozilla.queue.consumers fetch-thumbnail"]));
        Assert.Equal(0, told["promozilla.queue.messages listings-observed ready"]);
        Assert.InRange(told["promozilla.promotions verified"], 1, 60);
        Assert.InRange(told["promozilla.database.size"], 1_000_000, double.MaxValue);
        Assert.InRange(told["promozilla.database.connections active"], 1, 200);
        Assert.InRange(told["promozilla.cache.memory"], 100_000, double.MaxValue);
        Assert.Equal(6, told.Keys.Count(name => name.StartsWith("promozilla.alerts.last_day", StringComparison.Ordinal)));
        board.Clear();
        Assert.Empty(Read());
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:messaging"] = rabbitMq.ConnectionString,
            ["ConnectionStrings:cache"] = redis.ConnectionString,
        });
        builder.AddRabbitMqMessaging(ResourceNames.Messaging);
        builder.AddCache();
        builder.Services.AddSingleton<FigureBoard>();
        return builder.Build();
    }

    private static Dictionary<string, double> Read()
    {
        var read = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (FigureQuery.All.Any(query => query.Name == instrument.Name) || instrument.Name.StartsWith("promozilla.queue.", StringComparison.Ordinal)
                    || instrument.Name.StartsWith("promozilla.cache.", StringComparison.Ordinal)) listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => read[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")])] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }
}
