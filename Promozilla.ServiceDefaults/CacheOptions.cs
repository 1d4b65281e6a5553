using System.ComponentModel.DataAnnotations;
using Aspire.StackExchange.Redis;
using Promozilla.ServiceDefaults.Settings;

namespace Promozilla.ServiceDefaults;

/// <summary>How the cache is reached: the section of Aspire's client package, whose ConfigurationOptions may stand there too.</summary>
[SharedWith(typeof(StackExchangeRedisSettings), Without = [nameof(StackExchangeRedisSettings.DisableTracing), nameof(StackExchangeRedisSettings.DisableAutoActivation)])]
public sealed class CacheOptions
{
    public const string Section = "Aspire:StackExchange:Redis";

    /// <summary>Where ConnectionStrings:cache is not set.</summary>
    [Required(ErrorMessage = "Set ConnectionStrings:cache to the Redis server's address, such as localhost:6379,password=...")]
    public string? ConnectionString { get; set; }
}
