using k8s;
using Kube.Runtime;
using Kube.Sandbox;
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
        var server = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        return await Cluster.StartAsync(new KubernetesClientConfiguration { Host = server.Uri.ToString() }, runsControllers: true, server);
    }
}

/// <summary>The suite on a real kube-apiserver.</summary>
public sealed class OnControlPlane(TestPlane shared) : OperatorSuite
{
    private protected override async Task<Cluster> StartAsync()
    {
        var plane = await shared.Get(TestContext.Current.CancellationToken);
        return await Cluster.StartAsync(ClusterConfig.Discover(plane.Kubeconfig), runsControllers: false, server: null);
    }
}
