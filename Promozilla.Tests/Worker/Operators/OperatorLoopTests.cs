using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Operators;

namespace Promozilla.Tests.Worker.Operators;

public sealed class OperatorLoopTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task What_this_version_does_not_know_is_refused_and_holds_up_nothing()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        await worker.ExecuteAsync("INSERT INTO operator_requests (id, action, subject, asked_at, status, attempts) SELECT gen_random_uuid(), 'from.tomorrow', 'stores/' || n, now(), 'asked', 0 FROM generate_series(1, 3) n");
        await worker.Get<OperatorLoop>().TickAsync(CancellationToken.None);
        var rows = await worker.RowsAsync("SELECT status, answer FROM operator_requests WHERE action = 'from.tomorrow'");
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal([OperatorRequestStatus.Refused, "This version knows no 'from.tomorrow'."], row));
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_each_time_so_that_a_broker_may_start_again_and_the_operator_sees_why()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var (letter, request) = (Guid.NewGuid(), Guid.NewGuid());
        await worker.ExecuteAsync(
            "INSERT INTO dead_letters (id, queue, headers, body, first_at, last_at, deaths) VALUES ($1, 'listings-observed', '{}', '', now(), now(), 1)", letter);
        await worker.ExecuteAsync(
            "INSERT INTO operator_requests (id, action, subject, details, asked_at, status, attempts) VALUES ($1, 'dead.replay', 'letters/x', jsonb_build_object('letter', $2::uuid), now(), 'asked', 0)",
            request, letter);
        foreach (var (seconds, status, attempts) in new[]
        {
            (0, "asked", 1), (1, "asked", 1), (5, "asked", 2), (5, "asked", 2), (15, "asked", 3), (30, "asked", 3), (45, "asked", 4), (60, "asked", 4), (120, "refused", 5),
        })
        {
            worker.Clock.Ahead += TimeSpan.FromSeconds(seconds);
            await worker.Get<OperatorLoop>().TickAsync(CancellationToken.None);
            Assert.Equal([status, attempts, true], Assert.Single(await worker.RowsAsync("SELECT status, attempts, answer IS NOT NULL FROM operator_requests WHERE id = $1", request)));
        }
    }

    [Fact]
    public async Task The_first_administrator_is_appointed_once_the_address_is_confirmed_and_only_while_there_is_none()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Operators:FirstAddress", "Chefe@example.pt"));
        await PersonAsync("chefe@example.pt", confirmed: false);
        await worker.Get<OperatorLoop>().TickAsync(CancellationToken.None);
        Assert.Empty(await RolesAsync());
        await worker.ExecuteAsync("UPDATE users SET email_confirmed = true WHERE email = 'chefe@example.pt'");
        await worker.Get<OperatorLoop>().TickAsync(CancellationToken.None);
        Assert.Equal(["chefe@example.pt administrator"], await RolesAsync());

        // Another address by the next start: there is an administrator already.
        await PersonAsync("outra@example.pt", confirmed: true);
        await using var next = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Operators:FirstAddress", "outra@example.pt"));
        await next.Get<OperatorLoop>().TickAsync(CancellationToken.None);
        Assert.Equal(["chefe@example.pt administrator"], await RolesAsync());

        var appointment = worker.Get<Appointment>();
        Assert.Contains("ninguem@example.pt", await appointment.AppointAsync("ninguem@example.pt", OperatorRoles.Curator, CancellationToken.None), StringComparison.Ordinal);
        Assert.Null(await appointment.AppointAsync("outra@example.pt", OperatorRoles.Curator, CancellationToken.None));
        Assert.Null(await appointment.AppointAsync("chefe@example.pt", null, CancellationToken.None));
        Assert.Equal(["outra@example.pt curator"], await RolesAsync());

        async Task<string[]> RolesAsync() => [.. (await worker.RowsAsync("SELECT u.email || ' ' || r.name FROM user_roles m JOIN users u ON u.id = m.user_id JOIN roles r ON r.id = m.role_id")).Select(row => (string)row[0]!)];
    }

    private async Task PersonAsync(string address, bool confirmed)
    {
        await using var db = postgres.CreateContext();
        db.Users.Add(new User { Id = Guid.NewGuid(), Email = address, NormalizedEmail = address.ToUpperInvariant(), EmailConfirmed = confirmed, SecurityStamp = "A", CreatedAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync();
    }
}
