namespace Kube.Testing;

/// <summary>Where the real programs are; null for what this machine does not have.</summary>
/// <remarks>
/// Control plane and kubectl: the folder <c>KUBEBUILDER_ASSETS</c>, then <c>PATH</c>. The others: the variable named like the tool
/// (<c>OTELCOL</c>, <c>HELM</c>) holding the program's path, then <c>PATH</c>.
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

    /// <summary>The program of this name on <c>PATH</c> or in the system's program folders.</summary>
    public static string? OnPath(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin:/usr/bin:/bin"
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static string? Asset(string name)
    {
        var folder = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS");
        var path = string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, name);
        return File.Exists(path) ? path : OnPath(name);
    }

    private static string? Named(string variable)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        return File.Exists(path) ? path : null;
    }
}
