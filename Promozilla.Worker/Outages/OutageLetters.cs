using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Mail;
using Promozilla.Data.Mail.Outages;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Operators;
using StackExchange.Redis;

namespace Promozilla.Worker.Outages;

/// <summary>
/// One mail about an outage, however many workers miss the same: through the outbox, and straight to the mail server where the outbox itself is what is missing. At most one an hour about each
/// server: one that comes and goes all night is no flood.
/// </summary>
public sealed class OutageLetters(
    NpgsqlDataSource database, IConnectionMultiplexer redis, Func<IMailTransport> transports, IOptions<OperatorOptions> options, Markets markets, TimeProvider clock)
{
    public const string Database = "database";
    private const string ToldKey = "promozilla:told:database";
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>So much later another worker may have seen the same.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);

    private const string Told = "SELECT EXISTS (SELECT FROM outgoing_mails WHERE dedupe_key = ANY ($1) AND created_at >= $2)";

    private const string Late = "SELECT count(*) FROM outgoing_mails WHERE created_at < $2 AND (status IN ('pending', 'sending') OR sent_at > $1)";

    /// <returns>Whether the operator is told; else it is to be tried again.</returns>
    public async Task<bool> TellAsync(Outage outage, CancellationToken cancellationToken) =>
        options.Value.MailAddress is not { Length: > 0 } address
        || (outage.What is Database ? await SendAsync(outage, address, cancellationToken) : await WriteAsync(outage, address, cancellationToken));

    private async Task<bool> WriteAsync(Outage outage, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // This hour's, and the one of a worker that told a moment ago in the hour before.
        string[] keys = [Key(outage, now), Key(outage, now - Pause)];
        await using var told = new NpgsqlCommand(Told, connection).With(Sql.Texts(keys, key => key), Sql.Value(outage.Since - Apart));
        if (await told.ExecuteScalarAsync(cancellationToken) is true) return true;
        if (outage.Until is { } until)
        {
            await using var late = new NpgsqlCommand(Late, connection).With(Sql.Value(outage.Since), Sql.Value(until));
            outage = outage with { Late = (long)(await late.ExecuteScalarAsync(cancellationToken))! };
        }

        var letter = Letter(outage);
        await using var mail = OperatorMail.Write(connection, address, letter.Subject, letter.Text(), letter.Html(), keys[0], now);
        return await mail.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async Task<bool> SendAsync(Outage outage, string address, CancellationToken cancellationToken)
    {
        if (await IsToldAsync(outage) is { } told) return told;
        var (letter, now) = (Letter(outage), clock.GetUtcNow());
        using var transport = transports();
        var delivery = await transport.SendAsync(
            new OutgoingMail { Id = Guid.CreateVersion7(now), Kind = "operator", ToAddress = address, Subject = letter.Subject, TextBody = letter.Text(), HtmlBody = letter.Html(), DedupeKey = Key(outage, now) },
            cancellationToken);
        var isAway = delivery is not (Mails.Delivery.Later or Mails.Delivery.Unreachable);
        if (isAway) WorkerTelemetry.Mails.Count(1, "status", delivery switch { Mails.Delivery.Sent => MailStatus.Sent, Mails.Delivery.Refused => MailStatus.Failed, _ => MailStatus.Unknown });
        else await CacheAsync(cache => cache.KeyDeleteAsync(ToldKey));
        return isAway;
    }

    /// <returns>Null: this worker is to tell, as each is where the cache is lost too.</returns>
    private async Task<bool?> IsToldAsync(Outage outage)
    {
        var said = outage.Since.ToUnixTimeSeconds();
        if (await CacheAsync(cache => cache.StringSetAsync(ToldKey, said, Pause, When.NotExists)) is not false) return null;
        // Told of this one, or of another within the hour.
        return await CacheAsync(async cache => (long?)await cache.StringGetAsync(ToldKey) >= said - (long)Apart.TotalSeconds);
    }

    private async Task<bool?> CacheAsync(Func<IDatabase, Task<bool>> act)
    {
        if (!redis.IsConnected) return null;
        try
        {
            return await act(redis.GetDatabase());
        }
        catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
        {
            return null;
        }
    }

    private AccountLetter Letter(Outage outage) => OutageNotice.Letter(options.Value.MailLanguage, outage, new Uri(markets.Main.Address("/admin")), markets.Main.TimeZone);

    private static string Key(Outage outage, DateTimeOffset hour) => string.Create(CultureInfo.InvariantCulture, $"outage:{outage.What}:{hour.UtcDateTime:yyyy-MM-ddTHH}");
}
