using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Processes;

namespace LlmTracing.Bench.Operator;

/// <summary>kubeload, which measures an operator from the outside and knows nothing of any.</summary>
internal static class KubeLoad
{
    private const string Connections = "8";
    private const string Namespaces = "1000";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Null where the machine has none.</summary>
    public static string? Missing => Tools.KubeLoad is null ? "set KUBELOAD to a kubeload program" : null;

    /// <summary>Fills the cluster: namespaces that chose a policy, and pods in them.</summary>
    public static async Task Fill(string kubeconfig, string label, int pods)
    {
        await Run("namespaces", "--kubeconfig", kubeconfig, "--count", Namespaces, "--label", label);
        await Run("pods", "--kubeconfig", kubeconfig, "--pods", $"{pods}", "--namespaces", Namespaces, "--concurrency", Connections);
    }

    /// <summary>CPU that the operator used for each review, in ms, once it is warm.</summary>
    public static async Task<double> AdmissionCpu(RunningOperator running)
    {
        var result = await Run(
            "admission", "--url", $"{running.Webhook}", "--insecure", "--concurrency", Connections,
            "--warmup", "10s", "--duration", "10s", "--pids", $"{running.Id}");
        var (requests, patched) = (result["requests"]!.GetValue<long>(), result["patched"]!.GetValue<long>());
        return patched == requests
            ? result["server_cpu_ms_per_request"]!.GetValue<double>()
            : throw new InvalidOperationException($"{patched} of {requests} reviews were answered with a patch");
    }

    private static async Task<JsonNode> Run(params ImmutableArray<string> arguments)
    {
        var finished = await TestProcess.Run(new ProcessSpec(Tools.KubeLoad!, arguments), Patience);
        return finished.ExitCode == 0
            ? JsonNode.Parse(finished.Output[finished.Output.IndexOf('{', StringComparison.Ordinal)..])!
            : throw new InvalidOperationException($"kubeload {arguments[0]} ended with {finished.ExitCode}: {finished.Output}");
    }
}
