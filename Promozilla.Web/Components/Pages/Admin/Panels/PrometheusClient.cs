using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Promozilla.Web.Components.Pages.Admin.Panels;

public sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<PrometheusPoint> Points);

/// <param name="Value">NaN: no number.</param>
public readonly record struct PrometheusPoint(DateTimeOffset At, double Value);

/// <summary>Why there is no answer.</summary>
/// <param name="Kind">unset, unreachable, slow, refused or odd: the rest of a key in AdminTexts under Panels.trouble.</param>
/// <param name="Detail">What Prometheus or the network said.</param>
public sealed record PanelTrouble(string Kind, string? Detail = null);

/// <summary>Prometheus' HTTP API, as far as panels need it: https://prometheus.io/docs/prometheus/latest/querying/api/.</summary>
public sealed partial class PrometheusClient(IOptions<PanelsOptions> options, ILogger<PrometheusClient> logger) : IDisposable
{
    private const int MostAtOnce = 4;
    private const int MostBytes = 8_000_000;

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { Converters = { new PointConverter() } };

    private readonly SemaphoreSlim gate = new(MostAtOnce);
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };

    public bool IsSet => options.Value.PrometheusUrl is not null;

    /// <returns>One point of each series.</returns>
    public Task<(IReadOnlyList<PrometheusSeries>? Series, PanelTrouble? Trouble)> QueryAsync(string expression, DateTimeOffset at, CancellationToken cancellationToken) =>
        AskAsync($"query?query={Uri.EscapeDataString(expression)}&time={Seconds(at)}", cancellationToken);

    public Task<(IReadOnlyList<PrometheusSeries>? Series, PanelTrouble? Trouble)> QueryRangeAsync(
        string expression, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken) =>
        AskAsync($"query_range?query={Uri.EscapeDataString(expression)}&start={Seconds(from)}&end={Seconds(to)}&step={Text(step.TotalSeconds)}", cancellationToken);

    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    private async Task<(IReadOnlyList<PrometheusSeries>? Series, PanelTrouble? Trouble)> AskAsync(string query, CancellationToken cancellationToken)
    {
        try
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(TimeSpan.FromSeconds(options.Value.WaitSeconds));
                return await HearAsync($"{options.Value.PrometheusUrl!.AbsoluteUri.TrimEnd('/')}/api/v1/{query}&timeout={Text(options.Value.WaitSeconds)}", limit.Token);
            }
            finally
            {
                gate.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return (null, new PanelTrouble("slow"));
        }
        catch (HttpRequestException unreachable)
        {
            LogUnreachable(logger, unreachable);
            return (null, new PanelTrouble("unreachable", unreachable.Message));
        }
    }

    private async Task<(IReadOnlyList<PrometheusSeries>? Series, PanelTrouble? Trouble)> HearAsync(string address, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(address), cancellationToken);
        try
        {
            // An error is told in JSON too, with a status of 400, 422 or 503.
            var said = JsonSerializer.Deserialize<Answer>(await answer.Content.ReadAsByteArrayAsync(cancellationToken), Wire);
            if (said?.Data?.Result is { } series) return ([.. series.Select(one => new PrometheusSeries(one.Metric, one.Values ?? [one.Value]))], null);
            if (said?.Error is { } error) return (null, new PanelTrouble("refused", error));
        }
        catch (JsonException)
        {
            // Something else answers there, such as a proxy: its status says most.
        }

        return (null, new PanelTrouble("odd", $"{(int)answer.StatusCode} {answer.ReasonPhrase}".Trim()));
    }

    private static string Seconds(DateTimeOffset at) => Text(at.ToUnixTimeMilliseconds() / 1000.0);

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Prometheus did not answer")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);

    private sealed record Answer(Data? Data, string? Error);

    private sealed record Data(IReadOnlyList<Series>? Result);

    private sealed record Series(Dictionary<string, string> Metric, IReadOnlyList<PrometheusPoint>? Values, PrometheusPoint Value);

    /// <summary>[1764504000.123, "42"]: numbers are told as text, among them NaN and +Inf, which nothing can be drawn of.</summary>
    private sealed class PointConverter : JsonConverter<PrometheusPoint>
    {
        public override PrometheusPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Read();
            var at = DateTimeOffset.UnixEpoch.AddSeconds(reader.GetDouble());
            reader.Read();
            var value = double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : double.NaN;
            reader.Read();
            return new PrometheusPoint(at, value);
        }

        public override void Write(Utf8JsonWriter writer, PrometheusPoint value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
