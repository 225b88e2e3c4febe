using System.Text.Json.Nodes;
using EndToEnd.Tests;
using Kube.Testing;
using Kube.Testing.Api;
using Kube.Testing.Control;
using Kube.Testing.Network;
using Kube.Testing.Node;

[assembly: AssemblyFixture(typeof(Cluster))]

namespace EndToEnd.Tests;

/// <summary>The cluster of this assembly: a real control plane with controllers and scheduler, and a test node, in the private
/// network.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private ControlPlane? plane;
    private TestNode? node;
    private RawKube? kube;

    public ControlPlane Plane => plane ?? throw new InvalidOperationException("call Start first");

    public TestNode Node => node ?? throw new InvalidOperationException("call Start first");

    /// <summary>A client with all rights.</summary>
    public RawKube Kube => kube ?? throw new InvalidOperationException("call Start first");

    /// <summary>Starts everything once; skips the test where the machine cannot.</summary>
    public async Task Start(CancellationToken cancel = default)
    {
        Layer.EndToEnd.Require();
        await gate.WaitAsync(cancel);
        try
        {
            if (node is null)
            {
                plane = await ControlPlane.Start(
                    new ControlPlaneOptions
                    {
                        AdvertiseAddress = PrivateNetwork.Host,
                        ControllerManager = true,
                        Scheduler = true,
                        Audit = true,

                        // Without kube-proxy a Service's address leads nowhere: webhooks are dialled at the Service's endpoints.
                        ApiServerFlags = ["--enable-aggregator-routing=true"],
                    }, cancel);
                kube = plane.Client();
                node = await TestNode.Start(new TestNodeOptions(plane.Uri, plane.AdminToken, plane.CertificateAuthority), cancel);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Creates a namespace that is ready for pods: the controllers have made its service account and its copy of the certificate
    /// authority.</summary>
    public async Task CreateNamespace(string name, JsonObject? labels = null, CancellationToken cancel = default)
    {
        await Kube.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
        }, cancel: cancel);
        await Kube.WaitFor($"/api/v1/namespaces/{name}/serviceaccounts/default", static _ => true, "service account", cancel: cancel);
        await Kube.WaitFor(
            $"/api/v1/namespaces/{name}/configmaps/kube-root-ca.crt", static _ => true, "certificate authority", cancel: cancel);
    }

    /// <summary>Waits until a Deployment is rolled out with as many available pods.</summary>
    public Task Available(string ns, string name, int replicas) => Explained(Kube.WaitFor(
        $"/apis/apps/v1/namespaces/{ns}/deployments/{name}",
        deployment => deployment["status"] is { } status
            && status["observedGeneration"]?.GetValue<long>() == deployment["metadata"]!["generation"]!.GetValue<long>()
            && status["replicas"]?.GetValue<int>() == replicas
            && status["updatedReplicas"]?.GetValue<int>() == replicas
            && status["availableReplicas"]?.GetValue<int>() == replicas,
        $"{replicas} available"));

    /// <summary>Adds to a passed deadline what every part wrote.</summary>
    public async Task Explained(Task waiting)
    {
        try
        {
            await waiting;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Diagnosis()}", exception);
        }
    }

    /// <summary>Says what every part wrote; for the message of a failing test.</summary>
    public string Diagnosis() => $"{Plane.Diagnosis()}\n{Node.Diagnosis()}";

    public async ValueTask DisposeAsync()
    {
        if (node is not null)
        {
            await node.DisposeAsync();
        }

        kube?.Dispose();
        if (plane is not null)
        {
            await plane.DisposeAsync();
        }

        gate.Dispose();
    }
}
