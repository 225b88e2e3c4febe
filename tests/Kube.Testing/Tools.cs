namespace Kube.Testing;

/// <summary>Where the real programs are; null for what this machine does not have.</summary>
/// <remarks>
/// Control plane and kubectl: the folder <c>KUBEBUILDER_ASSETS</c>, then <c>PATH</c>. The others: the variable named like the tool
/// (<c>OTELCOL</c>, <c>HELM</c>, <c>KUBELOAD</c>) holding the program's path, then <c>PATH</c>. What this repository publishes: the folder
/// <c>LLMTRACING_PUBLISHED</c>, as <c>make publish</c> fills it.
/// </remarks>
public static class Tools
{
    public static string? Etcd => Asset("etcd");

    public static string? ApiServer => Asset("kube-apiserver");

    public static string? ControllerManager => Asset("kube-controller-manager");

    public static string? Scheduler => Asset("kube-scheduler");

    public static string? Kubectl => Asset("kubectl");

    public static string? Collector => Named("OTELCOL") ?? OnPath("otelcol-contrib") ?? OnPath("otelcol");

    public static string? Helm => Named("HELM") ?? OnPath("helm");

    /// <summary>The kubeconfig file of a cluster that tests may use as they like: <c>KUBECONFIG</c>, where <c>LLMTRACING_E2E=cluster</c>.</summary>
    public static string? OwnCluster => Environment.GetEnvironmentVariable("LLMTRACING_E2E") == "cluster" ? Named("KUBECONFIG") : null;

    /// <summary>Whether a Docker daemon is named or has its socket where it usually is.</summary>
    public static bool DockerRuns => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DOCKER_HOST")) || File.Exists("/var/run/docker.sock");

    public static string? KubeLoad => Named("KUBELOAD") ?? OnPath("kubeload");

    /// <summary>The operator as it was published, in a folder with all that it needs.</summary>
    public static string? PublishedOperator => In("LLMTRACING_PUBLISHED", "operator/llm-tracing-operator");

    /// <summary>The program of this name on <c>PATH</c> or in the system's program folders.</summary>
    public static string? OnPath(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin:/usr/bin:/bin"
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static string? Asset(string name) => In("KUBEBUILDER_ASSETS", name) ?? OnPath(name);

    private static string? In(string variable, string name)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        var path = string.IsNullOrEmpty(folder) ? null : WorkingTree.PathOf(folder, name);
        return File.Exists(path) ? path : null;
    }

    private static string? Named(string variable)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        return File.Exists(path) ? path : null;
    }
}
