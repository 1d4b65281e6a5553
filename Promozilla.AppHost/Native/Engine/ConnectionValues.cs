using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>What a reference says to the process that has it: a connection string and the same in parts, as Aspire names and shapes them.</summary>
internal sealed class ConnectionValues(ServerSecrets secrets)
{
    public string Password(IResource server) => secrets[server.Name];

    public string ConnectionString(IResourceWithConnectionString resource) => resource switch
    {
        PostgresServerResource server => Text($"Host=localhost;Port={Port(server)};Username=postgres;Password={Password(server)}"),
        PostgresDatabaseResource database => Text($"{ConnectionString(database.Parent)};Database={database.DatabaseName}"),
        RedisResource server => Text($"localhost:{Port(server)},password={Password(server)}"),
        RabbitMQServerResource server => Text($"amqp://guest:{Password(server)}@localhost:{Port(server)}"),
        _ => throw new NotSupportedException($"The native engine knows no connection string of '{resource.Name}'."),
    };

    public IEnumerable<(string Name, string Value)> Variables(IResourceWithConnectionString resource, string name)
    {
        var prefix = Prefix(name);
        return resource switch
        {
            PostgresDatabaseResource { Parent: var server } database =>
            [
                .. Server(prefix, server), (prefix + "USERNAME", "postgres"), (prefix + "PASSWORD", Password(server)),
                (prefix + "URI", Text($"postgresql://postgres:{Password(server)}@localhost:{Port(server)}/{database.DatabaseName}")),
                (prefix + "JDBCCONNECTIONSTRING", Text($"jdbc:postgresql://localhost:{Port(server)}/{database.DatabaseName}")),
                (prefix + "DATABASENAME", database.DatabaseName),
            ],
            RedisResource server =>
            [
                .. Server(prefix, server), (prefix + "PASSWORD", Password(server)), (prefix + "URI", Text($"redis://:{Password(server)}@localhost:{Port(server)}")),
            ],
            RabbitMQServerResource server =>
            [
                .. Server(prefix, server), (prefix + "USERNAME", "guest"), (prefix + "PASSWORD", Password(server)), (prefix + "URI", ConnectionString(server)),
            ],
            _ => [],
        };
    }

    public static int Port(Resource resource) => resource.Endpoints[0].AllocatedPort;

    private static (string Name, string Value)[] Server(string prefix, Resource server) =>
        [(prefix + "HOST", "localhost"), (prefix + "PORT", Text($"{Port(server)}"))];

    private static string Prefix(string name)
    {
        var letters = string.Concat(name.ToUpperInvariant().Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));
        return (char.IsAsciiDigit(letters[0]) ? "_" : "") + letters + "_";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
