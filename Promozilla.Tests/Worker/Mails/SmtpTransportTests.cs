using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Promozilla.Data.Mail;
using Promozilla.Worker.Mails;

namespace Promozilla.Tests.Worker.Mails;

using Delivery = Promozilla.Worker.Mails.Delivery;

public sealed class SmtpTransportTests : IDisposable
{
    private readonly SmtpSink sink = new();
    private readonly MovableClock clock = new();
    private readonly SmtpOptions options = new() { Host = "127.0.0.1", From = "Promoções <avisos@promozilla.test>", PatienceSeconds = 5 };
    private readonly SmtpTransport transport;

    public SmtpTransportTests()
    {
        options.Port = sink.Port;
        transport = new SmtpTransport(Options.Create(options), clock);
    }

    public void Dispose()
    {
        transport.Dispose();
        sink.Dispose();
    }

    [Theory]
    [InlineData("CONNECT", typeof(Delivery.Unreachable))]
    [InlineData("EHLO", typeof(Delivery.Unreachable))]
    [InlineData("MAIL", typeof(Delivery.Unreachable))]
    [InlineData("RCPT", typeof(Delivery.Later))]
    [InlineData("DATA", typeof(Delivery.Later))]
    public async Task A_cut_before_the_last_dot_leaves_no_doubt(string where, Type outcome)
    {
        sink.CutAt = where;
        Assert.IsType(outcome, await SendAsync());
        Assert.Empty(sink.Taken);
        sink.CutAt = null;
        Assert.IsType<Delivery.Sent>(await SendAsync());
        Assert.Single(sink.Taken);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("TEXT", 0)]
    public async Task A_cut_when_the_last_dot_was_written_leaves_the_mail_in_doubt_whether_or_not_the_server_saw_it(string? where, int taken)
    {
        (sink.Accepted, sink.CutAt) = (null, where);
        Assert.IsType<Delivery.Unknown>(await SendAsync());
        Assert.Equal(taken, sink.Taken.Count);
    }

    [Theory]
    [InlineData("MAIL", "550 not verified", typeof(Delivery.Later))]
    [InlineData("MAIL", "421 closing", typeof(Delivery.Unreachable))]
    [InlineData("MAIL", "530 sign in first", typeof(Delivery.Unreachable))]
    [InlineData("RCPT", "450 later", typeof(Delivery.Later))]
    [InlineData("RCPT", "550 nobody", typeof(Delivery.Refused))]
    [InlineData("RCPT", "421 closing", typeof(Delivery.Unreachable))]
    [InlineData("DATA", "451 later", typeof(Delivery.Later))]
    [InlineData("DATA", "554 no", typeof(Delivery.Refused))]
    [InlineData(".", "452 full", typeof(Delivery.Later))]
    [InlineData(".", "552 too big", typeof(Delivery.Refused))]
    [InlineData(".", "250 fine", typeof(Delivery.Sent))]
    public async Task Each_answer_says_what_becomes_of_the_mail(string command, string answer, Type outcome)
    {
        (sink.Recipient, sink.Accepted) = (command is "RCPT" ? answer : sink.Recipient, command is "." ? answer : sink.Accepted);
        sink.Answers[command] = answer;
        Assert.IsType(outcome, await SendAsync());
    }

    [Fact]
    public async Task A_kept_connection_serves_several_mails_and_one_that_the_server_closed_is_replaced()
    {
        Assert.IsType<Delivery.Sent>(await SendAsync());
        Assert.IsType<Delivery.Sent>(await SendAsync());
        Assert.Single(sink.Heard, command => command.StartsWith("EHLO", StringComparison.Ordinal));
        (sink.CutAt, sink.Cuts) = ("MAIL", 1);
        Assert.IsType<Delivery.Sent>(await SendAsync());
        clock.Ahead = TimeSpan.FromSeconds(6);
        Assert.IsType<Delivery.Sent>(await SendAsync());
        Assert.Equal(3, sink.Heard.Count(command => command.StartsWith("EHLO", StringComparison.Ordinal)));
        Assert.Equal(4, sink.Taken.Count);
    }

    [Fact]
    public async Task Name_and_password_go_over_the_encrypted_connection_only()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=sink", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        (sink.Certificate, sink.Offers, sink.Answers["AUTH"]) = (usable, ["STARTTLS", "AUTH PLAIN LOGIN"], "235 welcome");
        (options.User, options.Password) = ("apikey", "segredo");

        // The system trusts nobody's own certificate.
        Assert.IsType<Delivery.Unreachable>(await SendAsync());
        Assert.DoesNotContain(sink.Heard, command => command.StartsWith("AUTH", StringComparison.Ordinal));

        using var trusting = new SmtpTransport(
            Options.Create(options), clock,
            new SslClientAuthenticationOptions { TargetHost = "sink", RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == usable.GetCertHashString() });
        Assert.IsType<Delivery.Sent>(await trusting.SendAsync(Mail(), CancellationToken.None));
        Assert.Contains("AUTH PLAIN AGFwaWtleQBzZWdyZWRv", sink.Heard);
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_hears_no_password()
    {
        (options.User, options.Password, sink.Answers["STARTTLS"]) = ("apikey", "segredo", "502 what");
        Assert.IsType<Delivery.Unreachable>(await SendAsync());
        Assert.DoesNotContain(sink.Heard, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ana@promozilla.test\r\nRCPT TO:<eva@promozilla.test>")]
    [InlineData("<ana@promozilla.test>")]
    [InlineData("ana@promozilla.test,eva@promozilla.test")]
    [InlineData("Ana ana@promozilla.test")]
    [InlineData("ana")]
    public async Task What_is_not_one_address_is_refused_before_it_is_said(string address)
    {
        Assert.IsType<Delivery.Refused>(await SendAsync(address));
        Assert.Empty(sink.Heard);
    }

    [Fact]
    public async Task Addresses_outside_ASCII_go_as_the_server_can_take_them()
    {
        Assert.IsType<Delivery.Sent>(await SendAsync("ana@promoções.test"));
        Assert.Contains("RCPT TO:<ana@xn--promoes-yxa0k.test>", sink.Heard);
        Assert.IsType<Delivery.Refused>(await SendAsync("joão@promozilla.test"));
        sink.Offers = ["SMTPUTF8"];
        clock.Ahead = TimeSpan.FromMinutes(1);
        Assert.IsType<Delivery.Sent>(await SendAsync("joão@promozilla.test"));
        Assert.Contains("MAIL FROM:<avisos@promozilla.test> SMTPUTF8", sink.Heard);
    }

    [Fact]
    public async Task The_text_arrives_as_it_was_written_dots_accents_long_lines_and_all()
    {
        var mail = Mail(
            subject: "Olá\r\nBcc: eva@promozilla.test " + string.Concat(Enumerable.Repeat("ção ", 40)),
            text: ".começa por um ponto\n..dois\nfim de linha \n=3D igual\n" + string.Concat(Enumerable.Repeat("€", 300)) + "\n\ttab");
        Assert.IsType<Delivery.Sent>(await transport.SendAsync(mail, CancellationToken.None));
        var taken = Assert.Single(sink.Taken);
        Assert.All(taken.Split('\n'), line => Assert.InRange(line.Length, 0, 76 + "Content-Type: multipart/alternative; ".Length));
        Assert.All(taken, letter => Assert.True(char.IsAscii(letter)));
        Assert.DoesNotContain(taken.Split('\n'), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));

        var (subject, text) = MailReader.Read(taken);
        Assert.Equal(mail.Subject.Replace("\r\n", "  ", StringComparison.Ordinal).Trim(), subject);
        Assert.Equal(mail.TextBody, text);
    }

    private Task<Delivery> SendAsync(string to = "ana@promozilla.test") => transport.SendAsync(Mail(to), CancellationToken.None);

    private static OutgoingMail Mail(string to = "ana@promozilla.test", string subject = "Olá, promoção", string text = "Olá") => new()
    {
        Id = Guid.NewGuid(),
        Kind = "confirm",
        ToAddress = to,
        Subject = subject,
        TextBody = text,
        HtmlBody = "<p>Olá</p>",
        DedupeKey = Guid.NewGuid().ToString(),
    };
}
