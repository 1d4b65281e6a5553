using Amazon.S3;
using Promozilla.Media;
using Promozilla.Tests.Servers.Bucket;

namespace Promozilla.Tests.Media;

[Trait("needs", "servers")]
public sealed class BucketStoreTests(BucketFixture bucket) : StoreContract, IClassFixture<BucketFixture>, IDisposable
{
    private readonly BucketStore store = new(bucket.Options);

    protected override IMediaStore Store => store;

    [Fact]
    public async Task A_wrong_key_is_an_error_and_not_an_empty_store()
    {
        var options = bucket.Options;
        options.SecretKey = "wrong";
        using var stranger = new BucketStore(options);
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => stranger.GetAsync("a/b.png", CancellationToken.None));
        Assert.Equal("SignatureDoesNotMatch", refused.ErrorCode);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_an_error_and_not_an_empty_store()
    {
        var options = bucket.Options;
        options.Bucket = "elsewhere";
        using var lost = new BucketStore(options);
        Assert.Equal("NoSuchBucket", (await Assert.ThrowsAsync<AmazonS3Exception>(() => lost.GetAsync("a/b.png", CancellationToken.None))).ErrorCode);
    }

    public void Dispose() => store.Dispose();
}
