using Aspire.Hosting.Azure;
using Azure.Provisioning.AppContainers;
using Azure.Provisioning.Expressions;
using Azure.Provisioning.Storage;
using FileShare = Azure.Provisioning.Storage.FileShare;

namespace Promozilla.AppHost.Publishing.Targets;

/// <summary>A share of Azure Files that the site, the worker and the scraper mount at the same place. Aspire's own volumes are one service's each.</summary>
internal static class MediaShare
{
    public const string Folder = "/media";

    private const string Share = "media";

    // .NET's images run as user 1654; what a mount belongs to is said when it is mounted. mfsymlinks, nobrl: as Azure recommends for files of POSIX programs.
    private const string Options = "uid=1654,gid=1654,dir_mode=0750,file_mode=0640,mfsymlinks,nobrl";

    public static void AddTo(AzureResourceInfrastructure infrastructure)
    {
        var environment = infrastructure.GetProvisionableResources().OfType<ContainerAppManagedEnvironment>().Single();
        var account = new StorageAccount("mediaAccount")
        {
            Kind = StorageKind.StorageV2,
            Sku = new StorageSku { Name = StorageSkuName.StandardLrs },
            MinimumTlsVersion = StorageMinimumTlsVersion.Tls1_2,
            AllowBlobPublicAccess = false,
        };
        var files = new FileService("mediaFiles") { Parent = account };
        var share = new FileShare("mediaShare") { Parent = files, Name = Share, ShareQuota = 100, EnabledProtocol = FileShareEnabledProtocol.Smb };
        infrastructure.Add(account);
        infrastructure.Add(files);
        infrastructure.Add(share);
        infrastructure.Add(new ContainerAppManagedEnvironmentStorage("mediaStorage")
        {
            Parent = environment,
            Name = Share,
            ManagedEnvironmentStorageAzureFile = new ContainerAppAzureFileProperties
            {
                AccountName = account.Name,
                AccountKey = new MemberExpression(account.GetKeys()[0].Compile(), "value"),
                ShareName = share.Name,
                AccessMode = ContainerAppAccessMode.ReadWrite,
            },
        });
    }

    public static void Mount(ContainerApp app)
    {
        app.Template.Volumes.Add(new ContainerAppVolume { Name = Share, StorageName = Share, StorageType = ContainerAppStorageType.AzureFile, MountOptions = Options });
        app.Template.Containers[0].Value!.VolumeMounts.Add(new ContainerAppVolumeMount { VolumeName = Share, MountPath = Folder });
    }
}
