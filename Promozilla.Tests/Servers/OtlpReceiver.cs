using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>Any OpenTelemetry backend: takes log records over HTTP, and finds attributes in them by how protobuf writes a KeyValue (opentelemetry-proto, common.proto).</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> logs = new();
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app, int port)
    {
        this.app = app;
        Endpoint = $"http://127.0.0.1:{port}";
    }

    public string Endpoint { get; }

    public static async Task<OtlpReceiver> StartAsync()
    {
        var port = LoopbackPorts.Take();
        var builder = WebApplication.CreateSlimBuilder(["--urls", $"http://127.0.0.1:{port}"]);
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build(), port);
        receiver.app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Whether one request held all of these attributes.</summary>
    public bool Has(params (string Key, string Value)[] attributes) => logs.Any(body => attributes.All(attribute => body.AsSpan().IndexOf(KeyValue(attribute.Key, attribute.Value)) >= 0));

    public bool Mentions(string text) => logs.Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (signal is "logs") logs.Enqueue(body.ToArray());
        return Results.Ok();
    }

    /// <summary>key = 1, value = 2 with string_value = 1, all of one byte's length.</summary>
    private static byte[] KeyValue(string key, string value)
    {
        var (name, text) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        return [0x0a, (byte)name.Length, .. name, 0x12, (byte)(text.Length + 2), 0x0a, (byte)text.Length, .. text];
    }
}
