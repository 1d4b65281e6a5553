using System.Diagnostics.Metrics;
using Promozilla.Media;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Servers.Bucket;
using Promozilla.Worker.Backups;

namespace Promozilla.Tests.Worker.Backups;

[Trait("needs", "postgres")]
public sealed class BackupRoundTests(PostgresFixture postgres, BucketFixture bucket) : IClassFixture<PostgresFixture>, IClassFixture<BucketFixture>
{
    [Fact]
    public async Task A_nights_backup_is_copied_to_the_bucket_and_what_is_past_its_time_goes_here_and_there()
    {
        var folder = Directory.CreateTempSubdirectory("promozilla-backups-").FullName;
        var media = Directory.CreateTempSubdirectory("promozilla-media-").FullName;
        await using var worker = await WorkerUnderTest.CreateAsync(
            postgres.ConnectionString,
            ("Backup:Directory", folder), ("Backup:KeepDaily", "2"), ("Backup:KeepWeekly", "0"), ("Backup:KeepMonthly", "0"), ("Media:Directory", media),
            ("Backup:Bucket", bucket.Options.Bucket), ("Backup:Endpoint", bucket.Options.Endpoint),
            ("Backup:AccessKey", bucket.Options.AccessKey), ("Backup:SecretKey", bucket.Options.SecretKey));
        var leftOver = Path.Combine(folder, "promozilla-20200101-061000.tar.part");
        await File.WriteAllTextAsync(leftOver, "cut off");
        var round = worker.Get<BackupRound>();
        round.ShowAge();
        for (var night = 0; night < 3; night++)
        {
            worker.Clock.Ahead = TimeSpan.FromDays(night);
            var figures = await round.RunAsync(CancellationToken.None);
            Assert.Equal((night < 2 ? 0 : 1, true), (figures.Expired, figures.Copied));
        }

        var here = Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, here.Count);
        using var store = new BucketStore(bucket.Options);
        var there = new List<MediaEntry>();
        await foreach (var entry in store.ListAsync("backups/", CancellationToken.None)) there.Add(entry);
        Assert.Equal(here.Select(name => ($"backups/{name}", new FileInfo(Path.Combine(folder, name)).Length)), there.Select(entry => (entry.Key, entry.Length)));

        worker.Clock.Ahead = TimeSpan.FromDays(2) + TimeSpan.FromHours(30);
        Assert.InRange(Age(), 30 * 3600, (30 * 3600) + 600);
        Directory.Delete(folder, recursive: true);
        Directory.Delete(media, recursive: true);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_left_of_a_backup_and_the_next_one_is_whole()
    {
        await using var disk = await TinyDisk.CreateAsync();
        var (folder, media) = (Directory.CreateDirectory(Path.Combine(disk.Folder, "backups")).FullName, Directory.CreateDirectory(Path.Combine(disk.Folder, "media")).FullName);
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("Backup:Directory", folder), ("Media:Directory", media));
        var round = worker.Get<BackupRound>();
        var before = await round.RunAsync(CancellationToken.None);
        disk.Fill();
        worker.Clock.Ahead = TimeSpan.FromDays(1);
        await Assert.ThrowsAnyAsync<Exception>(() => round.RunAsync(CancellationToken.None));
        Assert.Equal(before.Name, Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(folder))));
        disk.Free();
        Assert.NotEqual(before.Name, (await round.RunAsync(CancellationToken.None)).Name);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
    }

    [Theory]
    [InlineData("Backup:Cron", "every night", "Backup:Cron")]
    [InlineData("Backup:KeepDaily", "0", "Backup:KeepDaily")]
    [InlineData("Backup:Bucket", "copies", "Backup:Directory")]
    [InlineData("Backup:SecretKey", "s", "Backup:SecretKey")]
    public async Task A_wrong_setting_is_refused_by_its_name(string key, string value, string named)
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, (key, value));
        var refusal = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => worker.Get<BackupRound>());
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private static double Age()
    {
        var ages = new List<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "promozilla.backup.age") listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => ages.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return ages.Max();
    }
}
