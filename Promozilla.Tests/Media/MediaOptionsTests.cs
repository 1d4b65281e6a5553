using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Tests.Media;

public sealed class MediaOptionsTests
{
    [Theory]
    [InlineData("Media:Directory", "Media:Directory=")]
    [InlineData("Media:Endpoint", "Media:Endpoint=https://s3.test")]
    [InlineData("Media:AccessKey", "Media:AccessKey=a")]
    [InlineData("Media:Endpoint", "Media:Bucket=b", "Media:Endpoint=s3.test")]
    [InlineData("Media:Region", "Media:Bucket=b")]
    [InlineData("Media:SecretKey", "Media:Bucket=b", "Media:Region=eu-west-1", "Media:AccessKey=a")]
    [InlineData("Media:AccessKey", "Media:Bucket=b", "Media:Region=eu-west-1", "Media:SecretKey=a")]
    public void What_does_not_fit_together_stops_the_process_with_the_name_of_the_key(string named, params string[] settings)
    {
        using var services = Services(settings);
        Assert.Contains(named, Assert.Throws<OptionsValidationException>(services.GetRequiredService<IMediaStore>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_is_taken_before_a_folder()
    {
        using var bucket = Services("Media:Bucket=b", "Media:Region=eu-west-1", "Media:AccessKey=a", "Media:SecretKey=b", "Media:Directory=x");
        using var folder = Services("Media:Directory=x");
        Assert.IsType<BucketStore>(bucket.GetRequiredService<WatchedStore>().Watched);
        Assert.IsType<FolderStore>(folder.GetRequiredService<WatchedStore>().Watched);
    }

    [Theory]
    [InlineData(true, "is written and read")]
    [InlineData(false, "is read")]
    public async Task The_doctor_of_who_only_reads_writes_nothing(bool writes, string words)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        using var services = Services(writes, $"Media:Directory={folder}");
        var finding = await services.GetRequiredService<IDoctorCheck>().LookAsync(CancellationToken.None);
        Assert.Equal(Finding.Ok($"folder {folder} {words}"), finding);
        Assert.Equal(writes, Directory.EnumerateFileSystemEntries(folder).Any());
        Directory.Delete(folder, recursive: true);

        finding = await services.GetRequiredService<IDoctorCheck>().LookAsync(CancellationToken.None);
        Assert.Equal(writes ? Verdict.Ok : Verdict.Poor, finding.Verdict);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider Services(params string[] settings) => Services(writes: true, settings);

    private static ServiceProvider Services(bool writes, params string[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build())
        .AddLogging().AddMediaStore(writes).BuildServiceProvider();
}
