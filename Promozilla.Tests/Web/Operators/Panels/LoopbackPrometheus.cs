using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Web.Operators.Panels;

/// <summary>Answers on this machine as Prometheus does, a wave to every query: ten of them where it groups by a label, up to a hundred thousand.</summary>
internal sealed partial class LoopbackPrometheus : IAsyncDisposable
{
    private WebApplication? app;
    private int asked;

    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Take()}");

    /// <summary>Something else to a query; null: the wave.</summary>
    public Func<string, Task<IResult?>> Answer { get; set; } = _ => Task.FromResult<IResult?>(null);

    public int Asked => asked;

    /// <summary>What was said of steps.</summary>
    public string? LastRange { get; private set; }

    public static IResult Json(string text, int status = 200) => Results.Text(text, "application/json", statusCode: status);

    public Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add(Address);
        app.MapGet("/api/v1/query", async (string query, double time) => await SayAsync(query) ?? Json(Said("vector", Series(query, label => $"\"value\": {Point(query, label, time)}"))));
        app.MapGet("/api/v1/query_range", async (HttpRequest request, string query, double start, double end, double step) =>
        {
            LastRange = request.QueryString.Value;
            return await SayAsync(query) ?? Json(Said("matrix", Series(query, label =>
                $"\"values\": [{string.Join(", ", Enumerable.Range(0, (int)((end - start) / step) + 1).Select(index => Point(query, label, start + (index * step))))}]")));
        });
        return app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    private async Task<IResult?> SayAsync(string query)
    {
        Interlocked.Increment(ref asked);
        return await Answer(query);
    }

    private static string Said(string type, IEnumerable<string> series) => $$$"""{"status": "success", "data": {"resultType": "{{{type}}}", "result": [{{{string.Join(", ", series)}}}]}}""";

    private static IEnumerable<string> Series(string query, Func<int, string> points) => By().Match(query) is { Success: true } by
        ? Enumerable.Range(0, 10).Select(number => $$"""{"metric": {{{string.Join(", ", by.Groups[1].Value.Split(", ").Select(label => $"\"{label}\": \"{label} {number}\""))}}}, {{points(number)}}}""")
        : [$$"""{"metric": {}, {{points(0)}}}"""];

    private static string Point(string query, int label, double time)
    {
        var height = Math.Pow(10, query.Length % 6);
        return string.Create(CultureInfo.InvariantCulture, $"[{time:0.###}, \"{height * (1 + ((label + 1) * (1 + Math.Sin((time / 3600) + label))) / 20):0.####}\"]");
    }

    [GeneratedRegex(@"^(?:\d+ \* \(?)?\w+ by \(([\w, ]+)\)")]
    private static partial Regex By();
}
