using System.Globalization;
using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Promozilla.Data.Mail;

namespace Promozilla.Worker.Mails;

/// <summary>SMTP over a connection that is kept between mails. A mail is in doubt only from the moment its last dot was written.</summary>
/// <param name="tls">Whom to trust, other than whom the system trusts.</param>
public sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider clock, SslClientAuthenticationOptions? tls = null) : IMailTransport
{
    // A server closes what is idle.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private SmtpSession? session;
    private DateTimeOffset lastUsed;

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (Recipient(mail.ToAddress) is not { } to)
        {
            return new Delivery.Refused("not a mail address");
        }

        if (clock.GetUtcNow() - lastUsed > Fresh)
        {
            Dispose();
        }

        var from = new MailAddress(options.Value.From);
        var outcome = await BeginAsync(from, to, cancellationToken) ?? await HandOverAsync(session!, mail, from, to, cancellationToken);
        lastUsed = clock.GetUtcNow();
        if (outcome is not Delivery.Sent)
        {
            Dispose();
        }

        return outcome;
    }

    public void Dispose()
    {
        session?.Dispose();
        session = null;
    }

    /// <returns>Null where a mail can be handed over.</returns>
    private async Task<Delivery?> OpenAsync(CancellationToken cancellationToken)
    {
        if (session is not null)
        {
            return null;
        }

        var opened = new SmtpSession(tls);
        session = opened;
        using var patience = Patience(cancellationToken);
        try
        {
            return await opened.OpenAsync(options.Value, patience.Token) is { } reason ? new Delivery.Unreachable(reason) : null;
        }
        catch (Exception failure) when (IsOfTheConnection(failure))
        {
            return new Delivery.Unreachable($"{options.Value.Host}:{options.Value.Port}: {failure.Message}");
        }
    }

    /// <summary>MAIL FROM. A kept connection may be closed by now, which says nothing: a new one is tried.</summary>
    private async Task<Delivery?> BeginAsync(MailAddress from, MailAddress to, CancellationToken cancellationToken)
    {
        for (var isKept = session is not null; ; isKept = false)
        {
            if (await OpenAsync(cancellationToken) is { } closed)
            {
                return closed;
            }

            var isWide = !to.Address.All(char.IsAscii);
            if (isWide && !session!.TakesUtf8)
            {
                return new Delivery.Refused("the mail server takes no address outside ASCII");
            }

            using var patience = Patience(cancellationToken);
            try
            {
                var reply = await session!.AskAsync($"MAIL FROM:<{from.Address}>{(isWide ? " SMTPUTF8" : "")}", patience.Token);
                if (!isKept || !reply.IsOfTheServer)
                {
                    // Our own address refused, not theirs: an operator can set that right.
                    return reply.IsFine ? null : reply.IsOfTheServer ? new Delivery.Unreachable(reply.ToString()) : new Delivery.Later(reply.ToString());
                }
            }
            catch (Exception cut) when (IsOfTheConnection(cut))
            {
                if (!isKept)
                {
                    return new Delivery.Unreachable(cut.Message);
                }
            }

            Dispose();
        }
    }

    private async Task<Delivery> HandOverAsync(SmtpSession server, OutgoingMail mail, MailAddress from, MailAddress to, CancellationToken cancellationToken)
    {
        var isHandedOver = false;
        try
        {
            using var patience = Patience(cancellationToken);
            if (await PrepareAsync(server, mail, from, to, patience.Token) is { } refusal)
            {
                return refusal;
            }

            patience.CancelAfter(options.Value.Patience);
            isHandedOver = true;
            return await server.EndTextAsync(patience.Token) is { IsFine: false } no ? Refusal(no) : new Delivery.Sent();
        }
        catch (Exception cut) when (IsOfTheConnection(cut))
        {
            return isHandedOver ? new Delivery.Unknown(cut.Message) : new Delivery.Later($"cut off before the end of the text: {cut.Message}");
        }
    }

    /// <summary>All but the last dot.</summary>
    private async Task<Delivery?> PrepareAsync(SmtpSession server, OutgoingMail mail, MailAddress from, MailAddress to, CancellationToken cancellationToken)
    {
        if (await server.AskAsync($"RCPT TO:<{to.Address}>", cancellationToken) is { IsFine: false } recipient)
        {
            return Refusal(recipient);
        }

        if (await server.AskAsync("DATA", cancellationToken) is { IsGoOn: false } data)
        {
            return Refusal(data);
        }

        await server.WriteTextAsync(MimeMessage.Write(mail, from, to, clock.GetUtcNow()), cancellationToken);
        return null;
    }

    private static Delivery Refusal(SmtpReply reply) =>
        reply.IsOfTheServer ? new Delivery.Unreachable(reply.ToString())
        : reply.IsForGood ? new Delivery.Refused(reply.ToString())
        : new Delivery.Later(reply.ToString());

    private CancellationTokenSource Patience(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.Patience);
        return patience;
    }

    private static bool IsOfTheConnection(Exception failure) =>
        failure is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Nothing that could be read as another command or another recipient; the host's name in ASCII.</summary>
    private static MailAddress? Recipient(string address)
    {
        if (address.Any(letter => char.IsControl(letter) || letter is ' ' or '<' or '>' or ',') || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
        {
            return null;
        }

        try
        {
            return parsed.Host.All(char.IsAscii) ? parsed : new MailAddress($"{parsed.User}@{new IdnMapping().GetAscii(parsed.Host)}");
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
