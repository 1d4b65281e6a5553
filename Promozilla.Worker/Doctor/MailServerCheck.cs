using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Worker.Mails;

namespace Promozilla.Worker.Doctor;

/// <summary>Goes as far as the mail server lets in, and sends nothing.</summary>
internal sealed class MailServerCheck(IOptions<SmtpOptions> options) : IDoctorCheck
{
    public string Name => "mail server";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        var address = $"{smtp.Host}:{smtp.Port}";
        using var session = new SmtpSession();
        try
        {
            if (await session.OpenAsync(smtp, cancellationToken) is { } refused) return Finding.Wrong($"{address} does not let in (Smtp:User, Smtp:Password, Smtp:StartTls): {refused}");
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            return Finding.Wrong($"{address} can't be reached (Smtp:Host, Smtp:Port): {failure.Message}");
        }

        if (smtp.From.Contains(".example", StringComparison.Ordinal)) return Finding.Poor($"{address} takes mail, but Smtp:From is still {smtp.From}: set it to an address of your own domain.");
        return smtp.UsesTls ? Finding.Ok($"{address} takes mail, encrypted") : Finding.Poor($"{address} takes mail, unencrypted: set Smtp:StartTls=true unless it is on this machine.");
    }
}
