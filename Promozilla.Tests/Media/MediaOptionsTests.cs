using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Promozilla.Media;

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

    private static ServiceProvider Services(params string[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build())
        .AddLogging().AddMediaStore().BuildServiceProvider();
}
