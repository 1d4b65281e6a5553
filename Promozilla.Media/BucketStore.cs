using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Promozilla.Media;

/// <summary>Objects in a bucket of Amazon S3, or of anything that speaks its protocol (MinIO, Ceph, R2, Garage...).</summary>
public sealed class BucketStore : IMediaStore, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly Lazy<AmazonS3Client> large;
    private readonly string bucket;

    public BucketStore(MediaOptions options)
    {
        bucket = options.Bucket;
        client = Client(options, TimeSpan.FromSeconds(30));
        large = new Lazy<AmazonS3Client>(() => Client(options, TimeSpan.FromHours(2)));
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        // One signature over the whole body: signing chunk by chunk is Amazon's own and not everybody's.
        await client.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = stream, ContentType = MediaKey.ContentType(key), UseChunkEncoding = false },
            cancellationToken);
    }

    /// <summary>A file as large as one request may be (Amazon: 5 GB), without its content in memory.</summary>
    public async Task PutFileAsync(string key, string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        await large.Value.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = stream, AutoCloseStream = false, ContentType = MediaKey.ContentType(key), UseChunkEncoding = false },
            cancellationToken);
    }

    public async Task<MediaObject?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var type = MediaKey.ContentType(key);
        try
        {
            var response = await client.GetObjectAsync(bucket, key, cancellationToken);
            return new MediaObject(response.ResponseStream, type, response.ContentLength);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    public async IAsyncEnumerable<MediaEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        while (true)
        {
            var page = await client.ListObjectsV2Async(request, cancellationToken);
            foreach (var entry in page.S3Objects.Where(entry => MediaKey.IsValid(entry.Key)))
            {
                yield return new MediaEntry(entry.Key, entry.Size, new DateTimeOffset(entry.LastModified.ToUniversalTime()));
            }

            if (!page.IsTruncated) yield break;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        MediaKey.ContentType(key);
        await client.DeleteObjectAsync(bucket, key, cancellationToken);
    }

    public void Dispose()
    {
        client.Dispose();
        if (large.IsValueCreated) large.Value.Dispose();
    }

    private static AmazonS3Client Client(MediaOptions options, TimeSpan timeout)
    {
        var config = new AmazonS3Config { Timeout = timeout, MaxErrorRetry = 3 };
        if (options.Endpoint.Length > 0)
        {
            // Servers other than Amazon's know buckets by path; their region is whatever both sides sign with.
            (config.ServiceURL, config.ForcePathStyle) = (options.Endpoint, true);
            config.AuthenticationRegion = options.Region.Length > 0 ? options.Region : "us-east-1";
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKey.Length > 0 ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config) : new AmazonS3Client(config);
    }
}
