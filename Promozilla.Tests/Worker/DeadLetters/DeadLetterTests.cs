using System.Text;
using Promozilla.Messaging;
using Promozilla.Tests.Servers;
using Promozilla.Worker.DeadLetters;
using Promozilla.Worker.Operators;
using RabbitMQ.Client;

namespace Promozilla.Tests.Worker.DeadLetters;

[Trait("needs", "servers")]
public sealed class DeadLetterTests(PostgresFixture postgres, RabbitMqFixture rabbitMq) : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IAsyncLifetime
{
    private const string Queue = "listings-observed";
    private static readonly byte[] Poison = [0, 255, 254, (byte)'{', 0];
    private WorkerUnderTest worker = null!;
    private IConnection connection = null!;
    private IChannel channel = null!;

    public async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("ConnectionStrings:messaging", rabbitMq.ConnectionString));
        await worker.ExecuteAsync("DELETE FROM dead_letters");
        connection = await new ConnectionFactory { Uri = new Uri(rabbitMq.ConnectionString) }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync();
        foreach (var name in (string[])[Queue, $"{Queue}.dead"])
        {
            await channel.QueueDeleteAsync(name);
            await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        }
    }

    public async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task A_dead_letter_is_kept_and_put_back_once_as_it_was()
    {
        await DieAsync("one", "{\"a\":1}"u8.ToArray());
        await CollectAsync();
        Assert.Equal(["one", "ListingsObserved", "it always throws", "{\"a\":1}", 1], Assert.Single(await worker.RowsAsync(
            "SELECT message_id, type, reason, convert_from(body, 'UTF8'), deaths FROM dead_letters WHERE settled_at IS NULL")));
        Assert.Equal(0u, await channel.MessageCountAsync($"{Queue}.dead"));
        Assert.Equal(0, await worker.ValueAsync<int>("SELECT messages FROM queue_depths WHERE queue = $1 AND room = 'dead'", Queue));

        await AskAsync("dead.replay");
        await AskAsync("dead.replay");
        Assert.Equal(["done back on its queue", "refused it is settled already"], await AnswersAsync());
        var back = await channel.BasicGetAsync(Queue, autoAck: true);
        Assert.Equal(("one", "{\"a\":1}", 1), (back!.BasicProperties.MessageId, Encoding.UTF8.GetString(back.Body.Span), (int)back.BasicProperties.Headers!["schema-version"]!));
        Assert.Null(await channel.BasicGetAsync(Queue, autoAck: true));

        // It dies once more: the same row, open again.
        await DieAsync("one", "{\"a\":1}"u8.ToArray());
        await CollectAsync();
        Assert.Equal([2, true], Assert.Single(await worker.RowsAsync("SELECT deaths, settled_at IS NULL FROM dead_letters")));
    }

    [Fact]
    public async Task A_broker_that_hangs_holds_nobody_up_for_longer_than_was_said()
    {
        await using var door = new Door(rabbitMq.Server.Port);
        var way = new UriBuilder(rabbitMq.ConnectionString) { Port = door.Port }.Uri;
        await using var other = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("ConnectionStrings:messaging", way.AbsoluteUri));
        var (messages, letter) = (other.Get<DeadMessages>(), new DeadMessage(Queue, "three", "ListingsObserved", new Dictionary<string, object?>(), Poison));
        await messages.ReplayAsync(letter, TimeSpan.FromSeconds(30), CancellationToken.None);
        door.Hold();
        var replay = messages.ReplayAsync(letter, TimeSpan.FromMilliseconds(200), CancellationToken.None);
        Assert.Equal("the broker did not confirm it in time", (await Assert.ThrowsAsync<TimeoutException>(() => replay.WaitAsync(TimeSpan.FromSeconds(10)))).Message);
    }

    [Fact]
    public async Task Who_dies_between_keeping_and_acknowledging_is_handed_it_again_and_it_is_one_row()
    {
        await DieAsync("two", "{}"u8.ToArray());
        var shelf = worker.Get<DeadLetterShelf>();
        using var crash = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.Get<DeadMessages>().CollectAsync(
            async (message, _) =>
            {
                await shelf.KeepAsync(message, CancellationToken.None);
                await crash.CancelAsync();
                crash.Token.ThrowIfCancellationRequested();
            },
            crash.Token));
        await Eventually.AssertAsync(async () => Assert.Equal(1u, await channel.MessageCountAsync($"{Queue}.dead")));
        await CollectAsync();
        Assert.Equal(0u, await channel.MessageCountAsync($"{Queue}.dead"));
        Assert.Equal([[1]], await worker.RowsAsync("SELECT deaths FROM dead_letters"));
    }

    [Fact]
    public async Task Poison_is_kept_byte_for_byte_and_dropped()
    {
        await DieAsync(null, Poison);
        await CollectAsync();
        Assert.Equal(Poison, await worker.ValueAsync<byte[]>("SELECT body FROM dead_letters"));
        await AskAsync("dead.drop");
        await AskAsync("dead.drop");
        await AskAsync("dead.replay");
        Assert.Equal(["done dropped", "refused it is settled already", "refused it is settled already"], await AnswersAsync());
        Assert.Equal(["dropped"], Assert.Single(await worker.RowsAsync("SELECT settled_as FROM dead_letters")));
        Assert.Null(await channel.BasicGetAsync(Queue, autoAck: true));
    }

    [Fact]
    public async Task Zeros_and_what_only_looks_like_one_in_what_stands_around_a_letter_stop_nothing()
    {
        await DieAsync("a\0b", "{}"u8.ToArray(), ("says", "c:\\u0000 and \0"), ("na\0me", "x"));
        await DieAsync("two", "{}"u8.ToArray());
        await CollectAsync();
        Assert.Equal(
            [["ab", "c:\\u0000 and ", "x"], ["two", null, null]], await worker.RowsAsync("SELECT message_id, headers->>'says', headers->>'name' FROM dead_letters ORDER BY message_id"));
        Assert.Equal(0u, await channel.MessageCountAsync($"{Queue}.dead"));
    }

    private async Task DieAsync(string? id, byte[] body, params (string Name, string Value)[] around)
    {
        var properties = new BasicProperties
        {
            Type = "ListingsObserved",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?> { ["schema-version"] = 1, ["attempt"] = 5, ["death-reason"] = "it always throws" },
        };
        foreach (var (name, value) in around) properties.Headers[name] = value;
        if (id is not null) properties.MessageId = id;
        var before = await channel.MessageCountAsync($"{Queue}.dead");
        await channel.BasicPublishAsync("", $"{Queue}.dead", true, properties, body);
        await Eventually.AssertAsync(async () => Assert.Equal(before + 1, await channel.MessageCountAsync($"{Queue}.dead")));
    }

    private Task CollectAsync() => worker.Get<DeadLetterLoop>().TickAsync(CancellationToken.None);

    private async Task AskAsync(string action)
    {
        await worker.ExecuteAsync(
            "INSERT INTO operator_requests (id, action, subject, details, asked_at, status, attempts) SELECT gen_random_uuid(), $1, 'letters/' || id, jsonb_build_object('letter', id), clock_timestamp(), 'asked', 0 FROM dead_letters",
            action);
        await worker.Get<OperatorLoop>().TickAsync(CancellationToken.None);
    }

    private async Task<string[]> AnswersAsync() =>
        [.. (await worker.RowsAsync("SELECT r.status || ' ' || r.answer FROM operator_requests r JOIN dead_letters l ON r.subject = 'letters/' || l.id ORDER BY r.asked_at")).Select(row => (string)row[0]!)];
}
