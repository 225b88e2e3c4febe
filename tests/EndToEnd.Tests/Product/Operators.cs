using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Model;
using Kube.Testing;
using Kube.Testing.Node;

namespace EndToEnd.Tests.Product;

/// <summary>The processes of the operator.</summary>
internal sealed class Operators(Cluster cluster)
{
    public const string User = $"system:serviceaccount:{OperatorChart.Namespace}:{OperatorChart.Name}";

    private const string LeasePath = $"/apis/coordination.k8s.io/v1/namespaces/{OperatorChart.Namespace}/leases/{OperatorChart.Name}";

    private static readonly LabelSelector Selector = new()
    {
        MatchLabels = ImmutableSortedDictionary<string, string>.Empty.Add("app.kubernetes.io/name", OperatorChart.Name),
    };

    private IReadOnlyList<NodePod> Pods => cluster.Node.Select(OperatorChart.Namespace, Selector);

    /// <summary>The pod whose process holds the Lease.</summary>
    public async Task<NodePod> Leader()
    {
        var holder = (await cluster.Kube.Get(LeasePath))?["spec"]?["holderIdentity"]?.GetValue<string>() ?? "";
        return Pods.Single(pod => holder.StartsWith(pod.Pod.Metadata.Name!, StringComparison.Ordinal));
    }

    /// <summary>Kills all processes, and waits until new ones are ready and the one that leads has worked through everything.</summary>
    public async Task Restart()
    {
        var before = (await cluster.Kube.Get(LeasePath))!["spec"]!["holderIdentity"]!.GetValue<string>();
        await Task.WhenAll(Pods.Select(pod => pod.Kill()));
        await cluster.Explained(Eventually.True("another leader", async cancel =>
            (await cluster.Kube.Get(LeasePath, cancel))!["spec"]!["holderIdentity"]?.GetValue<string>() is { Length: > 0 } holder
                && holder != before));
        await cluster.Available(OperatorChart.Namespace, OperatorChart.Name, 2);
        await cluster.Explained(Eventually.True("the leader has looked at everything", IsDone));
    }

    /// <summary>Whether the leader has reconciled as often as there are objects, and has nothing to do.</summary>
    private async Task<bool> IsDone(CancellationToken cancel)
    {
        var leader = await Leader();
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync($"http://{leader.Address}:8080/metrics", cancel);
        return await Reconciled("tracepipeline", "tracepipelines") && await Reconciled("llmtracingpolicy", "llmtracingpolicies")
            && Sum(metrics, "workqueue_depth", "") == 0 && Sum(metrics, "controller_runtime_active_workers", "") == 0;

        async Task<bool> Reconciled(string controller, string resource) =>
            Sum(metrics, "controller_runtime_reconcile_total", $"controller=\"{controller}\"")
                >= (await cluster.Kube.List($"/apis/llmtracing.dev/v1alpha1/{resource}", cancel)).Count;
    }

    private static double Sum(string metrics, string name, string label) => metrics.Split('\n')
        .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..]));
}
