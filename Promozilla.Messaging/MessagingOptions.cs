using System.ComponentModel.DataAnnotations;
using Aspire.RabbitMQ.Client;
using Promozilla.ServiceDefaults.Settings;

namespace Promozilla.Messaging;

/// <summary>How the broker is reached and how failed messages are tried again: the section of Aspire's client package, whose ConnectionFactory may stand there too.</summary>
[SharedWith(typeof(RabbitMQClientSettings), Without =
    [nameof(RabbitMQClientSettings.DisableTracing), nameof(RabbitMQClientSettings.DisableAutoActivation), nameof(RabbitMQClientSettings.MaxConnectRetryCount)])]
public sealed class MessagingOptions
{
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
}
