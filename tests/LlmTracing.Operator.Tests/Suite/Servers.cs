using k8s;
using Kube.Runtime;
using Kube.Sandbox;
using Kube.Testing.Api;
using Kube.Testing.Control;
using LlmTracing.Operator.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestPlane))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace LlmTracing.Operator.Tests;

/// <summary>The control plane that the tests of this assembly share.</summary>
public sealed class TestPlane() : SharedControlPlane(new ControlPlaneOptions());

/// <summary>The suite on the embedded server.</summary>
public sealed class OnSandbox : OperatorSuite
{
    private protected override async Task<Cluster> StartAsync()
    {
        var options = new SandboxOptions { ServiceResolver = (_, _, port) => new Uri($"https://localhost:{port}") };
        var server = await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken);
        var config = new KubernetesClientConfiguration { Host = server.Uri.ToString() };
        return await Cluster.StartAsync(new Site(config, RunsControllers: true, () => IndependentClient.ForServer(server.Uri)) { Server = server });
    }
}

/// <summary>The suite on a real kube-apiserver.</summary>
public sealed class OnControlPlane(TestPlane shared) : OperatorSuite
{
    private protected override async Task<Cluster> StartAsync()
    {
        var plane = await shared.Get(TestContext.Current.CancellationToken);
        var config = ClusterConfig.Discover(plane.Kubeconfig);
        return await Cluster.StartAsync(new Site(config, RunsControllers: false, () => IndependentClient.FromKubeconfig(plane.Kubeconfig)));
    }
}
