using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Backups;

public sealed record BackupFigures(string Name, long Bytes, int Tables, long Rows, int Media, int Expired, bool Copied);

/// <summary>One night's backup: written, copied to the bucket where one is named, and what is past its time goes, here and there.</summary>
public sealed class BackupRound : IDisposable
{
    private const string Prefix = "backups/";
    private static readonly Counter<long> Rounds = WorkerTelemetry.Counter("promozilla.backups", "{backup}", "Nightly backups, by outcome");
    private readonly Meter meter = new(WorkerTelemetry.Name);
    private readonly BackupWriter writer;
    private readonly BackupOptions options;
    private readonly Market market;
    private readonly TimeProvider clock;
    private readonly BucketStore? bucket;
    private bool isShown;

    public BackupRound(BackupWriter writer, IOptions<BackupOptions> options, Markets markets, TimeProvider clock)
    {
        this.writer = writer;
        this.options = options.Value;
        this.clock = clock;
        market = markets.Main;
        bucket = this.options.Bucket.Length > 0 ? new BucketStore(this.options.CopyTo) : null;
    }

    /// <summary>From the start, not from the first night: a backup that is never made must be seen.</summary>
    public void ShowAge()
    {
        if (isShown) return;
        isShown = true;
        meter.CreateObservableGauge("promozilla.backup.age", Ages, "s", "Since the newest backup in the folder was begun");
        meter.CreateObservableGauge("promozilla.backup.size", Sizes, "By", "Of the newest backup in the folder");
    }

    public async Task<BackupFigures> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var figures = await RunOnceAsync(cancellationToken);
            Rounds.Count(1, "outcome", "done");
            return figures;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            Rounds.Count(1, "outcome", "failed");
            throw;
        }
    }

    public void Dispose()
    {
        meter.Dispose();
        bucket?.Dispose();
    }

    private async Task<BackupFigures> RunOnceAsync(CancellationToken cancellationToken)
    {
        var folder = PrivateFile.CreateFolder(options.Directory);
        foreach (var leftOver in folder.EnumerateFiles("promozilla-*.part")) leftOver.Delete();
        var name = BackupRotation.Name(clock.GetUtcNow());
        var file = Path.Combine(folder.FullName, name);
        var manifest = await writer.WriteAsync(file, cancellationToken);
        if (bucket is not null) await bucket.PutFileAsync(Prefix + name, file, cancellationToken);

        // Last, so that a night that fails takes nothing away.
        var expired = BackupRotation.Expired(Names(), options, market);
        foreach (var old in expired) File.Delete(Path.Combine(folder.FullName, old));
        if (bucket is not null) await RotateCopiesAsync(bucket, cancellationToken);
        return new BackupFigures(
            name, new FileInfo(file).Length, manifest.Tables.Count, manifest.Tables.Values.Sum(table => table.Rows), manifest.Media.Count, expired.Count, bucket is not null);
    }

    private async Task RotateCopiesAsync(BucketStore copies, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var entry in copies.ListAsync(Prefix, cancellationToken)) names.Add(entry.Key[Prefix.Length..]);
        foreach (var old in BackupRotation.Expired(names, options, market)) await copies.DeleteAsync(Prefix + old, cancellationToken);
    }

    private IEnumerable<string> Names() => options.Directory.Length > 0 && Directory.Exists(options.Directory)
        ? Directory.EnumerateFiles(options.Directory, "promozilla-*.tar").Select(file => Path.GetFileName(file)).Where(name => BackupRotation.At(name) is not null)
        : [];

    private IEnumerable<Measurement<double>> Ages() =>
        Names().Max() is { } newest ? [new((clock.GetUtcNow() - BackupRotation.At(newest)!.Value).TotalSeconds)] : [];

    private IEnumerable<Measurement<long>> Sizes() => Names().Max() is { } newest && new FileInfo(Path.Combine(options.Directory, newest)) is { Exists: true } file ? [new(file.Length)] : [];
}
