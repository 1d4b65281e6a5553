using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers.Bucket;

/// <summary>s3rver: buckets over HTTP as Amazon's S3 has them, but for the signatures: SignatureGate checks those.</summary>
public sealed class BucketServer : IServer
{
    public const string AccessKey = "S3RVER", SecretKey = "S3RVER";

    private readonly SupervisedProcess process;

    private BucketServer(SupervisedProcess process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    private static string Script => Path.Combine(Repository.Root, "Promozilla.Tests", "Servers", "Bucket", "node_modules", "s3rver", "bin", "s3rver.js");

    /// <param name="buckets">Their names; they are there when this ends.</param>
    public static async Task<BucketServer> StartAsync(string directory, IReadOnlyList<string> buckets, CancellationToken cancellationToken)
    {
        if (!File.Exists(Script)) throw new ServerFailedException("s3rver is missing: run `npm ci` in Promozilla.Tests/Servers/Bucket, or let ./promozilla do it.");
        PrivateFile.CreateFolder(directory);
        var port = LoopbackPorts.Take();
        string[] arguments =
        [
            // Its continuation tokens use a cipher that today's OpenSSL only has on demand.
            "--openssl-legacy-provider", Script, "--directory", directory, "--address", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture),
            "--silent", "--no-vhost-buckets", .. buckets.SelectMany(bucket => (string[])["--configure-bucket", bucket]),
        ];
        var process = await SupervisedProcess.StartAsync(new ProcessStart(directory, Programs.Require("node", "nodejs"), arguments)
        {
            WorkingDirectory = directory,
            Grace = 3,
            Remove = directory,
        });
        using var http = new HttpClient();
        await Eventually.AssertAsync(async () => Assert.True(await IsUpAsync(http, port, cancellationToken), process.Tail), seconds: 60);
        return new BucketServer(process, port);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<bool> IsUpAsync(HttpClient http, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
