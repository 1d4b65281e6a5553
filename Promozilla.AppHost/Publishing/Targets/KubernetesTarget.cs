using Aspire.Hosting.Kubernetes.Resources;
using Promozilla.ServiceDefaults;

namespace Promozilla.AppHost.Publishing.Targets;

/// <summary>A Helm chart. Who may reach whom, what scales and what may be disrupted stands in deploy/kubernetes, by the same labels: publishing can't say it.</summary>
internal sealed class KubernetesTarget : Target
{
    public const string Name = "kubernetes";

    // The user of .NET's images.
    private const long User = 1654;

    public KubernetesTarget(IDistributedApplicationBuilder builder)
    {
        // A folder that pods on several machines share takes a storage class of its own: deploy/kubernetes has one, this chart a bucket.
        if (!builder.UsesBucket(otherwise: true)) throw new InvalidOperationException("The chart knows pictures in a bucket only: leave Promozilla:Media out, or use deploy/kubernetes.");
        builder.AddKubernetesEnvironment("kubernetes")
            .WithHelm(helm => helm.WithChartName("promozilla").WithReleaseName("promozilla").WithNamespace("promozilla"))
            .WithDashboard(false)
            .WithProperties(kubernetes =>
            {
                kubernetes.DefaultStorageType = "pvc";
                kubernetes.DefaultStorageSize = "20Gi";
                kubernetes.DefaultStorageReadWritePolicy = "ReadWriteOnce";
                kubernetes.DefaultImagePullPolicy = "IfNotPresent";
            });
    }

    public override bool KnowsTheAddress => false;

    public override void Shape(IResourceBuilder<ProjectResource> web, IResourceBuilder<ProjectResource> worker, IResourceBuilder<ProjectResource> scraper)
    {
        foreach (var service in new[] { web, worker, scraper })
        {
            var replicas = service.Resource.Name == ResourceNames.Web ? 2 : 1;
            service.WithProbes().DisableForwardedHeaders().PublishAsKubernetesService(resource =>
            {
                if (resource.Workload is Deployment deployment) deployment.Spec.Replicas = replicas;
                if (resource.Workload is { } workload) Restrict(workload.PodTemplate.Spec);
            });
        }
    }

    private static void Restrict(PodSpecV1 pod)
    {
        pod.AutomountServiceAccountToken = false;
        pod.TerminationGracePeriodSeconds = 30;
        pod.SecurityContext = new PodSecurityContextV1
        {
            RunAsNonRoot = true,
            RunAsUser = User,
            RunAsGroup = User,
            FsGroup = User,
            SeccompProfile = new SeccompProfileV1 { Type = "RuntimeDefault" },
        };
        pod.Volumes.Add(new VolumeV1 { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceV1 { SizeLimit = "256Mi" } });
        foreach (var container in pod.Containers)
        {
            container.VolumeMounts.Add(new VolumeMountV1 { Name = "tmp", MountPath = "/tmp" });
            container.SecurityContext = new SecurityContextV1
            {
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new CapabilitiesV1 { Drop = { "ALL" } },
            };
            container.Resources = new ResourceRequirementsV1
            {
                Requests = { ["cpu"] = "100m", ["memory"] = "256Mi" },
                Limits = { ["cpu"] = "1", ["memory"] = "1Gi" },
            };
        }
    }
}
