using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using Promozilla.Data.Mail;

namespace Promozilla.Worker.Mails;

/// <summary>SMTP by .NET's own client, which keeps its connection between mails.</summary>
public sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider clock) : IMailTransport
{
    // A server closes what is idle, and a mail sent into a closed connection is one nobody knows of.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(60);
    private SmtpClient? client;
    private DateTimeOffset lastUsed;

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (client is not null && clock.GetUtcNow() - lastUsed > Fresh)
        {
            Dispose();
        }

        // A server that can't be reached is found out before the client begins: within it, nobody could tell how far it came.
        if (client is null && await UnreachableAsync(cancellationToken) is { } reason)
        {
            return new Delivery.Later(reason);
        }

        var outcome = await TrySendAsync(mail, cancellationToken);
        lastUsed = clock.GetUtcNow();
        if (outcome is not Delivery.Sent)
        {
            Dispose();
        }

        return outcome;
    }

    public void Dispose()
    {
        client?.Dispose();
        client = null;
    }

    private async Task<Delivery> TrySendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SendPatience);
        try
        {
            using var message = Message(mail);
            client ??= Client();
            await client.SendMailAsync(message, patience.Token);
            return new Delivery.Sent();
        }
        catch (SmtpException refusal) when ((int)refusal.StatusCode >= 400)
        {
            var answer = $"{(int)refusal.StatusCode} {refusal.Message}";

            // 530 to 538: our name or password is wrong, which is not the mail's fault.
            return (int)refusal.StatusCode is >= 500 and not (>= 530 and <= 538) ? new Delivery.Refused(answer) : new Delivery.Later(answer);
        }
        catch (SmtpException failure) when (IsBeforeTheMail(failure))
        {
            return new Delivery.Later(failure.InnerException?.Message ?? failure.Message);
        }
        catch (Exception cut) when (cut is SmtpException or IOException or OperationCanceledException)
        {
            return new Delivery.Unknown(cut.InnerException?.Message ?? cut.Message);
        }
        catch (FormatException wrong)
        {
            return new Delivery.Refused(wrong.Message);
        }
    }

    /// <summary>No connection, a certificate that is refused, or (all that has neither answer nor cause) a server that offers no STARTTLS.</summary>
    private bool IsBeforeTheMail(SmtpException failure) => failure.InnerException is SocketException or AuthenticationException
        || (options.Value.UsesTls && failure is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null });

    private async Task<string?> UnreachableAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectPatience);
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(options.Value.Host, options.Value.Port, patience.Token);
            return null;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return $"{options.Value.Host}:{options.Value.Port}: {failure.Message}";
        }
    }

    private SmtpClient Client() => new(options.Value.Host, options.Value.Port)
    {
        EnableSsl = options.Value.UsesTls,
        Credentials = string.IsNullOrEmpty(options.Value.User) ? null : new NetworkCredential(options.Value.User, options.Value.Password),
    };

    private MailMessage Message(OutgoingMail mail)
    {
        var from = new MailAddress(options.Value.From);
        var message = new MailMessage(from, new MailAddress(mail.ToAddress))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.TextBody,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        var html = AlternateView.CreateAlternateViewFromString(mail.HtmlBody, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);
        message.Headers.Add("Message-ID", $"<{mail.Id:n}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.UnsubscribeUrl is { } unsubscribe)
        {
            // RFC 8058: a POST to this address, without cookies or questions, ends the alerts.
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }
}
