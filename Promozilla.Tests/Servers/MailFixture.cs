using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>An IClassFixture: the mail catcher. It is shared: tell mails apart by their recipient.</summary>
public sealed class MailFixture : IAsyncLifetime
{
    public MailServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServers.Mail;

    public Task DisposeAsync() => Task.CompletedTask;
}
