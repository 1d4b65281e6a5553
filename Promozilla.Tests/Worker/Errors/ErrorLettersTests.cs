using Promozilla.Data.Errors;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Errors;

namespace Promozilla.Tests.Worker.Errors;

[Trait("needs", "postgres")]
public sealed class ErrorLettersTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly string one = Guid.NewGuid().ToString("n");
    private readonly string other = Guid.NewGuid().ToString("n");
    private readonly string address = $"{Guid.NewGuid():n}@promozilla.test";
    private WorkerUnderTest worker = null!;

    public async Task InitializeAsync()
    {
        worker = await StartAsync();
        await worker.ExecuteAsync("DELETE FROM error_groups");
    }

    public async Task DisposeAsync() => await worker.DisposeAsync();

    [Fact]
    public async Task Two_workers_tell_of_a_new_group_in_one_mail()
    {
        await using var second = await StartAsync();
        await SeeAsync(one, 3);
        await SeeAsync(other, 1);
        var rounds = Enumerable.Range(0, 16).Select(round => (round % 2 == 0 ? worker : second).Get<ErrorLetters>().WriteAsync(CancellationToken.None));
        Assert.Equal(2, (await Task.WhenAll(rounds)).Sum());
        var texts = await TextsAsync();
        // As a rule one mail for both; two workers at once may tell of one each, but never twice of the same.
        Assert.InRange(texts.Count, 1, 2);
        Assert.Equal(2, texts.Sum(text => text.Split("/admin/erros/").Length - 1));
    }

    [Fact]
    public async Task What_goes_on_is_told_once_an_hour_with_how_many_came_meanwhile()
    {
        await SeeAsync(one, 3);
        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());
        await SeeAsync(one, 40);
        worker.Clock.Ahead = TimeSpan.FromMinutes(59);
        await SeeAsync(one, 2);
        Assert.Equal(0, await TellAsync());
        worker.Clock.Ahead = TimeSpan.FromMinutes(61);
        Assert.Equal(1, await TellAsync());
        worker.Clock.Ahead = TimeSpan.FromHours(9);
        Assert.Equal(0, await TellAsync());

        var texts = await TextsAsync();
        Assert.Equal(2, texts.Count);
        Assert.Contains("Novo: System.InvalidOperationException", texts[0], StringComparison.Ordinal);
        Assert.Contains("3 vezes desde o último aviso", texts[0], StringComparison.Ordinal);
        Assert.Contains("Continua: ", texts[1], StringComparison.Ordinal);
        Assert.Contains("42 vezes desde o último aviso · 45 ao todo", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_comes_back_after_it_was_resolved_is_told_at_once()
    {
        await SeeAsync(one, 3);
        await TellAsync();
        await worker.ExecuteAsync("UPDATE error_groups SET state = 'resolved', resolved_at = $1, mailed_count = count", worker.Clock.GetUtcNow());
        worker.Clock.Ahead = TimeSpan.FromMinutes(5);
        await SeeAsync(one, 1);
        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());
        var texts = await TextsAsync();
        Assert.Contains("Voltou depois de resolvido", texts[^1], StringComparison.Ordinal);
        Assert.Contains("1 vez desde o último aviso · 4 ao todo", texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_muted_one_is_counted_and_nobody_is_told()
    {
        await SeeAsync(one, 3);
        await worker.ExecuteAsync("UPDATE error_groups SET state = 'muted'");
        await SeeAsync(one, 5_000);
        worker.Clock.Ahead = TimeSpan.FromHours(30);
        Assert.Equal(0, await TellAsync());
        Assert.Equal(5_003L, await worker.ValueAsync<long>("SELECT count FROM error_groups"));
    }

    [Fact]
    public async Task Without_an_address_nobody_is_told_and_with_one_all_that_waited_is_one_mail()
    {
        await using var silent = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        foreach (var number in Enumerable.Range(0, 30)) await SeeAsync($"{one}{number}", 1);
        Assert.Equal(0, await silent.Get<ErrorLetters>().WriteAsync(CancellationToken.None));
        Assert.Equal(30, await TellAsync());
        var text = Assert.Single(await TextsAsync());
        Assert.Equal(20, text.Split("/admin/erros/").Length - 1);
        Assert.Contains("e mais 10", text, StringComparison.Ordinal);
    }

    private Task<WorkerUnderTest> StartAsync() => WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Operators:MailAddress", address));

    private Task<int> TellAsync() => worker.Get<ErrorLetters>().WriteAsync(CancellationToken.None);

    private Task SeeAsync(string fingerprint, int count)
    {
        var now = worker.Clock.GetUtcNow();
        var tally = new ErrorTally(fingerprint, "System.InvalidOperationException", "Promozilla.Worker.X.Y", count, now, now, "m", "s", [new ErrorMoment(now, null, null)]);
        return worker.Get<ErrorTable>().RecordAsync(new ErrorBatch(Guid.CreateVersion7(), "worker", "1.0", [tally]), CancellationToken.None);
    }

    private async Task<List<string>> TextsAsync() =>
        [.. (await worker.RowsAsync("SELECT text_body FROM outgoing_mails WHERE to_address = $1 AND kind = 'operator' ORDER BY created_at", address)).Select(row => (string)row[0]!)];
}
