using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Promozilla.Tests.Worker.Push;

/// <summary>A push service and the browsers behind it: checks who sends as a service does (RFC 8292), and reads what came as a browser does (RFC 8291).</summary>
internal sealed class LocalPushService : IAsyncDisposable
{
    private readonly WebApplication app;

    public LocalPushService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/push/{browser}", TakeAsync);
    }

    public string Authority => new Uri(app.Urls.Single()).Authority;

    public ConcurrentDictionary<string, LocalBrowser> Browsers { get; } = new();

    /// <summary>What each message said, and how long it was to be kept.</summary>
    public ConcurrentQueue<(string Browser, JsonElement Said, int Ttl)> Heard { get; } = new();

    /// <summary>What was wrong with what came.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>The answer, while there is one, instead of 201.</summary>
    public int? Answer { get; set; }

    public string? RetryAfter { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public Task StartAsync() => app.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public string EndpointOf(string browser) => $"http://{Authority}/push/{browser}";

    private async Task<IResult> TakeAsync(HttpContext http, string browser)
    {
        if (Answer is { } answer)
        {
            http.Response.Headers.RetryAfter = RetryAfter;
            return Results.StatusCode(answer);
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        try
        {
            CheckSender(http.Request.Headers.Authorization.ToString());
            Assert.Equal("aes128gcm", http.Request.Headers.ContentEncoding.ToString());
            Assert.InRange(body.Length, 1, 4096);
            Heard.Enqueue((browser, JsonDocument.Parse(Browsers[browser].Read(body.ToArray())).RootElement, int.Parse(http.Request.Headers["TTL"].ToString(), null)));
            return Results.StatusCode(StatusCodes.Status201Created);
        }
        catch (Exception wrong)
        {
            Complaints.Enqueue(wrong.Message);
            return Results.BadRequest();
        }
    }

    private void CheckSender(string authorization)
    {
        Assert.StartsWith("vapid t=", authorization, StringComparison.Ordinal);
        var parts = authorization["vapid t=".Length..].Split(", k=");
        var key = Base64Url.DecodeFromChars(parts[1]);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = key[1..33], Y = key[33..65] } });
        var token = parts[0].Split('.');
        Assert.True(signer.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        Assert.Equal($"http://{Authority}", claims.GetProperty("aud").GetString());
        Assert.Matches("^(mailto:|https://)", claims.GetProperty("sub").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64() - Clock.GetUtcNow().ToUnixTimeSeconds(), 1, 24 * 3600);
    }
}

/// <summary>One browser's keys.</summary>
internal sealed class LocalBrowser : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);

    public byte[] PublicKey
    {
        get
        {
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. point.X!, .. point.Y!];
        }
    }

    public string Read(byte[] message)
    {
        var (salt, theirs) = (message[..16], message[21..86]);
        Assert.Equal((65, 4096u), (message[20], BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(16))));
        using var sender = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = theirs[1..33], Y = theirs[33..65] } });
        var pseudo = HKDF.Extract(HashAlgorithmName.SHA256, key.DeriveRawSecretAgreement(sender.PublicKey), Secret);
        var material = HKDF.Expand(HashAlgorithmName.SHA256, pseudo, 32, [.. "WebPush: info\0"u8, .. PublicKey, .. theirs]);
        var record = HKDF.Extract(HashAlgorithmName.SHA256, material, salt);
        using var aes = new AesGcm(HKDF.Expand(HashAlgorithmName.SHA256, record, 16, "Content-Encoding: aes128gcm\0"u8.ToArray()), 16);
        var text = new byte[message.Length - 86 - 16];
        aes.Decrypt(HKDF.Expand(HashAlgorithmName.SHA256, record, 12, "Content-Encoding: nonce\0"u8.ToArray()), message.AsSpan(86, text.Length), message.AsSpan(86 + text.Length), text);
        Assert.Equal(2, text[^1]);
        return Encoding.UTF8.GetString(text[..^1]);
    }

    public void Dispose() => key.Dispose();
}
