using System.Net.Mail;
using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace Promozilla.Tests.Servers;

[Trait("needs", "servers")]
public sealed class ServerTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>, IClassFixture<MailFixture>
{
    [Fact]
    public async Task A_fresh_database_has_the_products_schema()
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM stores", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task PostgreSQL_never_runs_as_root_and_wants_its_password()
    {
        var owner = await File.ReadAllLinesAsync($"/proc/{postgres.Server.Pid}/status");
        Assert.DoesNotContain(owner, line => line.StartsWith("Uid:\t0", StringComparison.Ordinal));
        await using var connection = new NpgsqlConnection(postgres.ConnectionString.Replace("test-password", "wrong", StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task A_message_passes_through_a_quorum_queue_in_a_virtual_host_of_its_own()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(rabbitMq.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("probe", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicPublishAsync("", "probe", "hello"u8.ToArray());
        await Eventually.AssertAsync(async () => Assert.Equal("hello"u8.ToArray(), (await channel.BasicGetAsync("probe", autoAck: true))?.Body.ToArray()));
    }

    [Fact]
    public async Task Redis_keeps_a_value()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await connection.GetDatabase().StringSetAsync("probe", "hello");
        Assert.Equal("hello", (string?)await connection.GetDatabase().StringGetAsync("probe"));
    }

    [Fact]
    public async Task The_mail_catcher_takes_a_mail_and_shows_it()
    {
        var recipient = $"{Guid.NewGuid():N}@example.com";
        using var client = new SmtpClient("localhost", mail.Server.Port);
        await client.SendMailAsync(new MailMessage("shop@example.com", recipient, "Olá", "até já"));
        using var http = new HttpClient();
        await Eventually.AssertAsync(async () => Assert.Contains(recipient, await http.GetStringAsync(new Uri(mail.Server.Web, "/email")), StringComparison.Ordinal));
    }
}
