using System.Globalization;
using System.Net.Http.Json;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker;
using Promozilla.Worker.Mails;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>The Worker's own mail loop over a site's database, into a real SMTP server that keeps what it is given.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly MailServer server;

    private PostOffice(MailServer server, WorkerUnderTest worker)
    {
        this.server = server;
        Worker = worker;
    }

    public WorkerUnderTest Worker { get; }

    /// <param name="site">Where links in mails lead.</param>
    public static async Task<PostOffice> OpenAsync(string database, string site)
    {
        var server = await TestServers.Mail;
        var worker = await WorkerUnderTest.CreateAsync(
            database, ("Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:From", "Promozilla <avisos@promozilla.test>"), ("Site:PublicUrl", site));
        await worker.Get<MailLoop>().StartAsync(CancellationToken.None);
        return new PostOffice(server, worker);
    }

    /// <summary>A mail as it arrived, by the number that the outbox gave it.</summary>
    public async Task<CaughtMail> MailAsync(Guid id)
    {
        CaughtMail? found = null;
        await Eventually.AssertAsync(
            async () => Assert.NotNull(found = (await AllAsync()).SingleOrDefault(mail => mail.Headers.TryGetValue("message-id", out var known) && $"{known}".StartsWith($"<{id:n}@", StringComparison.Ordinal))),
            seconds: 60);
        return found!;
    }

    public async Task<IReadOnlyList<CaughtMail>> ToAsync(string address) => [.. (await AllAsync()).Where(mail => mail.To.Any(to => to.Address == address))];

    public async ValueTask DisposeAsync()
    {
        await Worker.Get<MailLoop>().StopAsync(CancellationToken.None);
        await Worker.DisposeAsync();
        http.Dispose();
    }

    private async Task<CaughtMail[]> AllAsync() => (await http.GetFromJsonAsync<CaughtMail[]>(new Uri(server.Web, "/email")))!;
}

internal sealed record CaughtMail(string Subject, string Text, string Html, Dictionary<string, object> Headers, CaughtAddress[] To);

internal sealed record CaughtAddress(string Address);
