using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Components.Pages.Admin.Lab;

/// <summary>Asks the scraper to try a draft: it alone knows how a definition is read. Straight, with the key, and never more than once: trying costs the stores requests.</summary>
public sealed partial class ScraperLab(IOptions<LabOptions> options, ILogger<ScraperLab> logger) : IDisposable
{
    private const string KeyHeader = "X-Lab-Key";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool IsSet => options.Value is { Url: not null, Key.Length: > 0 };

    /// <param name="category">Whose first page is read where no other is named, and whose last good reading is compared.</param>
    public Task<(LabRead? Answer, LabTrouble? Trouble)> ReadAsync(string draft, string? category, string? url, string? html, CancellationToken cancellationToken) =>
        AskAsync<LabRead>("lab/read", new { definition = draft, category = Said(category), url = Said(url), html = Said(html) }, cancellationToken);

    public Task<(LabReplay? Answer, LabTrouble? Trouble)> ReplayAsync(string draft, CancellationToken cancellationToken) =>
        AskAsync<LabReplay>("lab/replay", new { definition = draft }, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<(T? Answer, LabTrouble? Trouble)> AskAsync<T>(string path, object body, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsSet) return (null, new LabTrouble("unset"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.WaitSeconds));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.Url!, path)) { Content = JsonContent.Create(body) };
        request.Headers.Add(KeyHeader, options.Value.Key);
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            if (answer.StatusCode is HttpStatusCode.OK) return (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, limit.Token), null);
            var problem = await ProblemAsync(answer, limit.Token);
            return (null, answer.StatusCode switch
            {
                HttpStatusCode.UnprocessableEntity => new LabTrouble("refused", problem?.Title, problem?.Errors),
                HttpStatusCode.NotFound => new LabTrouble("closed"),
                HttpStatusCode.Unauthorized => new LabTrouble("key"),
                HttpStatusCode.ServiceUnavailable => new LabTrouble("busy"),
                HttpStatusCode.RequestEntityTooLarge => new LabTrouble("large"),
                var status => new LabTrouble("odd", $"{(int)status} {problem?.Title}".Trim()),
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new LabTrouble("slow", options.Value.WaitSeconds.ToString("0", System.Globalization.CultureInfo.CurrentCulture)));
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException)
        {
            LogUnreachable(logger, unreachable);
            return (null, new LabTrouble("unreachable", unreachable.Message));
        }
    }

    private static async Task<Problem?> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<Problem>(JsonSerializerOptions.Web, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scraper's lab did not answer")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);

    private sealed record Problem(string? Title, IReadOnlyList<LabError>? Errors);
}
