using DotNet.Testcontainers.Configurations;
using Kube.Runtime;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Processes;
using Testcontainers.K3s;

namespace LlmTracing.Operator.Tests;

/// <summary>A cluster with nodes, shared by the tests that ask for it: K3s in a container, or the one of <c>KUBECONFIG</c> where
/// <c>LLMTRACING_E2E=cluster</c>.</summary>
/// <remarks>Caveat: the suite creates namespaces, definitions of custom resources and a webhook configuration; the cluster must be one to
/// throw away. A cluster that is not in a container of this machine is not expected to reach it, so the tests of the webhook are skipped
/// there.</remarks>
public sealed class WholeCluster : IAsyncDisposable
{
    private const string Image = "rancher/k3s:v1.33.5-k3s1";

    private readonly SemaphoreSlim gate = new(1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("operator-tests-");
    private K3sContainer? container;
    private Site? site;

    /// <summary>A kubeconfig file of its administrator; exists after the first <see cref="Get"/>.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>Starts it with the first call; skips the test where there is none.</summary>
    internal async Task<Site> Get(CancellationToken cancel)
    {
        Layer.Docker.Require();
        await gate.WaitAsync(cancel);
        try
        {
            return site ??= Tools.OwnCluster is { } kubeconfig ? SiteOf(kubeconfig) with { Host = null } : await StartK3s(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (container is not null)
        {
            await container.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private async Task<Site> StartK3s(CancellationToken cancel)
    {
        // Ports are exposed before the container is built: only then does it know the name of this machine.
        var port = FreePort.Take(1)[0];
        await TestcontainersSettings.ExposeHostPortsAsync((ushort)port, cancel);
        container = new K3sBuilder(Image).Build();
        await container.StartAsync(cancel);
        var kubeconfig = Path.Combine(folder.FullName, "k3s.kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, await container.GetKubeconfigAsync(), cancel);
        return SiteOf(kubeconfig) with { Host = "host.testcontainers.internal", WebhookPort = port };
    }

    private Site SiteOf(string kubeconfig)
    {
        Kubeconfig = kubeconfig;
        return new Site(ClusterConfig.Discover(kubeconfig), RunsControllers: true, () => IndependentClient.FromKubeconfig(kubeconfig));
    }
}
