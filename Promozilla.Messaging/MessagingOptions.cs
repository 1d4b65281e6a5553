using System.ComponentModel.DataAnnotations;

namespace Promozilla.Messaging;

/// <summary>How the broker is reached and how failed messages are tried again, by the names of Aspire's client package.</summary>
public sealed class MessagingOptions
{
    /// <summary>The configuration section that Aspire's RabbitMQ client package uses.</summary>
    public const string Section = "Aspire:RabbitMQ:Client";

    /// <summary>Where ConnectionStrings:messaging is not set.</summary>
    [Required(ErrorMessage = "Set ConnectionStrings:messaging to the broker's address, such as amqp://user:password@host:5672.")]
    public string ConnectionString { get; set; } = "";

    /// <summary>Delays, in seconds, before each further try of a message whose handling failed; after the last it is a dead letter. None given: 2, 15, 60, 300.</summary>
    public int[] RetryDelaysSeconds { get; set; } = [];

    /// <summary>Configuration adds to an array's default, so the default stands here: 2 s, 15 s, a minute, five.</summary>
    internal int[] Delays => RetryDelaysSeconds is { Length: > 0 } given ? given : [2, 15, 60, 300];

    /// <summary>How long a stopping process lets running handlers finish before it cancels them, in seconds.</summary>
    [Range(0, 300)]
    public int DrainSeconds { get; set; } = 8;

    /// <summary>Whether /health leaves the broker out.</summary>
    public bool DisableHealthChecks { get; set; }
}
