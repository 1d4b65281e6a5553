using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>
/// One server of each kind for a whole test run (Redis apart: <see cref="RedisFixture"/>), started by the first test that asks. Nobody stops them: they end with this process, however
/// it ends, and their data with them.
/// </summary>
internal static class TestServers
{
    private static readonly Lazy<Task<PostgresServer>> LazyPostgres = new(() => PostgresServer.StartAsync(Folder("postgres"), Temporary, CancellationToken.None));
    private static readonly Lazy<Task<RabbitMqServer>> LazyRabbitMq = new(() =>
        RabbitMqServer.StartAsync(Folder("rabbitmq"), Temporary, LoopbackPorts.Take(), CancellationToken.None));
    private static readonly Lazy<Task<MailServer>> LazyMail = new(() => MailServer.StartAsync(Folder("mail"), Temporary, webPort: null, CancellationToken.None));

    public static Task<PostgresServer> Postgres => LazyPostgres.Value;

    public static Task<RabbitMqServer> RabbitMq => LazyRabbitMq.Value;

    public static Task<MailServer> Mail => LazyMail.Value;

    public static ServerStart Temporary => new() { Durable = false, Temporary = true, Password = "test-password" };

    public static string Folder(string name) => Path.Combine(Path.GetTempPath(), $"promozilla-{name}-{Guid.NewGuid():N}");
}
