using Promozilla.Data.Mail;

namespace Promozilla.Worker.Mails;

/// <summary>What became of a mail that was to be handed over.</summary>
public abstract record Delivery
{
    public sealed record Sent : Delivery;

    /// <summary>Surely not taken, and may be later.</summary>
    public sealed record Later(string Reason) : Delivery;

    /// <summary>The server takes no mail at all at the moment: this one is not to blame, and the others need not be tried.</summary>
    public sealed record Unreachable(string Reason) : Delivery;

    /// <summary>Refused for good.</summary>
    public sealed record Refused(string Reason) : Delivery;

    /// <summary>Cut off when the whole text was handed over: it may have been taken, so it must not be sent again.</summary>
    public sealed record Unknown(string Reason) : Delivery;
}

/// <summary>The edge to the world's mail. Not for several threads at once.</summary>
public interface IMailTransport : IDisposable
{
    Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
