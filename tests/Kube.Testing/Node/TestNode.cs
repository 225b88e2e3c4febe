using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Api;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>A node without containers: it registers itself, runs the pods bound to it and reports them as a kubelet does.</summary>
/// <remarks>
/// Containers of the OpenTelemetry Collector's images, and of images registered as a <see cref="HostImage"/>, are real processes with the
/// pod's own objects: command line, environment, volumes, service account, user, read-only root, network namespace and address. Other
/// images are programs of the test, or idle. Differs from a kubelet: no image pull, no resource limits, no liveness restarts, volumes do
/// not follow changes, no kube-proxy (<see cref="ServiceNames"/>).
/// </remarks>
public sealed class TestNode : IAsyncDisposable
{
    private readonly RawKube kube;
    private readonly NodeContext context;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, NodePod> pods = [];
    private readonly ConcurrentBag<NodePod> left = [];
    private Task loops = Task.CompletedTask;

    private TestNode(TestNodeOptions options)
    {
        kube = new RawKube(options.Server, options.Token, options.CertificateAuthority);
        context = new NodeContext(options, kube);
    }

    public string Name => context.Options.Name;

    /// <summary>Service names as pods resolve them.</summary>
    public ServiceNames Services => context.Names;

    /// <summary>Registers the node and begins to run pods.</summary>
    public static async Task<TestNode> Start(TestNodeOptions options, CancellationToken cancel = default)
    {
        var node = new TestNode(options);
        var registration = new NodeRegistration(node.kube, options.Name);
        await registration.Register(cancel);
        node.loops = Task.WhenAll(
            registration.Beat(node.context.Log.Add, node.stop.Token),
            Follower.Run(
                node.kube, $"/api/v1/pods?fieldSelector=spec.nodeName%3D{options.Name}", node.Pods, node.context.Log.Add, node.stop.Token),
            Follower.Run(node.kube, "/apis/discovery.k8s.io/v1/endpointslices", node.Slices, node.context.Log.Add, node.stop.Token));
        return node;
    }

    /// <summary>From now on containers of this image (without tag and digest) run a program of the test.</summary>
    public void Register(string image, PodProgram program) => context.Programs[image] = program;

    /// <summary>From now on containers of this image (without tag and digest) are processes of this machine.</summary>
    public void Register(string image, HostImage program) => context.Images[image] = program;

    /// <summary>A pod of this node, or null.</summary>
    public NodePod? Find(string ns, string name) => pods.Values.FirstOrDefault(pod => pod.Pod.Metadata.Key == new ObjectKey(ns, name));

    /// <summary>The pods of a namespace whose labels match.</summary>
    public IReadOnlyList<NodePod> Select(string ns, LabelSelector selector) =>
        [.. pods.Values.Where(pod => pod.Pod.Metadata.NamespaceProperty == ns
            && selector.Matches(pod.Pod.Metadata.Labels.ToImmutableMap()))];

    /// <summary>The last lines of the node and its containers, deleted pods included: for the message of a failing test.</summary>
    public string Diagnosis(int lines = 40) => Logs(output => output.Last(lines));

    /// <summary>Everything the node and its containers wrote, deleted pods included: to look for what must not be in logs.</summary>
    public string Logs() => Logs(static output => output.ToString());

    private string Logs(Func<Output, string> read) => string.Join('\n', All()
        .SelectMany(pod => pod.Pod.Spec!.InitContainers.OrEmpty().Concat(pod.Pod.Spec.Containers)
            .Select(container => $"--- {pod.Pod.Metadata.Key} {container.Name}\n{read(pod.Log(container.Name))}"))
        .Prepend($"--- node {Name}\n{read(context.Log)}"));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loops;
        await Task.WhenAll(All().Select(pod => pod.DisposeAsync().AsTask()));
        kube.Dispose();
        stop.Dispose();
    }

    private IEnumerable<NodePod> All() => pods.Values.Concat(left);

    private void Pods(ImmutableDictionary<string, JsonNode> bound)
    {
        foreach (var (uid, item) in bound.Where(pair => pair.Value["spec"]?["nodeName"]?.GetValue<string>() == Name))
        {
            Begin(uid, item);
            if (item["metadata"]!["deletionTimestamp"] is not null && pods.TryGetValue(uid, out var ending))
            {
                ending.End(TimeSpan.FromSeconds(item["metadata"]!["deletionGracePeriodSeconds"]?.GetValue<long>() ?? 0), andDelete: true);
            }
        }

        foreach (var (uid, gone) in pods.Where(pair => !bound.ContainsKey(pair.Key)))
        {
            gone.End(TimeSpan.Zero, andDelete: false);
            pods.TryRemove(uid, out _);
            left.Add(gone);
        }
    }

    private void Begin(string uid, JsonNode item)
    {
        var phase = item["status"]?["phase"]?.GetValue<string>();
        if (phase is not ("Succeeded" or "Failed") && !pods.ContainsKey(uid))
        {
            pods[uid] = new NodePod(context, item.Deserialize(KubeJson.Options.TypeInfo<V1Pod>())!);
        }
    }

    private void Slices(ImmutableDictionary<string, JsonNode> slices)
    {
        context.Names.Update(slices.Values);
        foreach (var pod in pods.Values)
        {
            pod.RefreshHosts();
        }
    }
}
