using System.Collections.Immutable;
using Xunit;

namespace Kube.Testing;

/// <summary>A layer of tests that needs real programs. What is missing is skipped loudly: the reason always reads
/// <c>layer NAME skipped: WHAT TO DO</c>, which the test script counts and repeats at its end.</summary>
/// <param name="Switch">A variable; where it is 1, a missing program is a failure instead of a skip.</param>
public sealed record Layer(string Name, string Switch, ImmutableArray<Need> Needs)
{
    private const string Assets = "set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl";
    private const string Otelcol = "set OTELCOL to an OpenTelemetry Collector, or put otelcol-contrib on PATH";

    public static readonly Layer ControlPlane = new("real control plane", "REQUIRE_CONTROL_PLANE", [
        new("etcd", Assets, () => Tools.Etcd is not null),
        new("kube-apiserver", Assets, () => Tools.ApiServer is not null)]);

    public static readonly Layer Controllers = new("real controllers", "REQUIRE_CONTROL_PLANE", [
        .. ControlPlane.Needs,
        new("kube-controller-manager", Assets, () => Tools.ControllerManager is not null),
        new("kube-scheduler", Assets, () => Tools.Scheduler is not null)]);

    public static readonly Layer Kubectl = new("kubectl", "REQUIRE_KUBECTL", [new("kubectl", Assets, () => Tools.Kubectl is not null)]);

    public static readonly Layer Collector = new("collector", "REQUIRE_OTELCOL", [new("otelcol", Otelcol, () => Tools.Collector is not null)]);

    public static readonly Layer Helm = new("helm", "REQUIRE_HELM", [
        new("helm", "set HELM to a helm program, or put helm on PATH", () => Tools.Helm is not null)]);

    public static readonly Layer Published = new("published operator", "REQUIRE_PUBLISHED", [
        new("program", "run make publish and set LLMTRACING_PUBLISHED to artifacts/publish/aot", () => Tools.PublishedOperator is not null)]);

    public static readonly Layer EndToEnd = new("end to end", "REQUIRE_END_TO_END", [
        .. Controllers.Needs,
        .. Collector.Needs,
        .. new[] { "unshare", "nsenter", "setpriv", "mount" }.Select(name =>
            new Need(name, "install util-linux (unshare, nsenter, setpriv, mount)", () => Tools.OnPath(name) is not null)),
        new("chroot", "install coreutils", () => Tools.OnPath("chroot") is not null),
        new("ip", "install iproute2", () => Tools.OnPath("ip") is not null),
        new("network namespace", "run as root, or allow user namespaces", PossibleNetwork)]);

    public static readonly Layer Docker = new("Docker", "REQUIRE_DOCKER", [
        new("Docker", "install Docker, or set LLMTRACING_E2E=cluster and KUBECONFIG to a cluster that may be thrown away",
            () => Tools.OwnCluster is not null || Tools.DockerRuns)]);

    /// <summary>What this machine lacks for the layer, or null when it can run.</summary>
    public string? Missing()
    {
        var missing = Needs.Where(need => !need.Present()).ToList();
        return missing.Count == 0
            ? null
            : $"layer {Name} skipped: no {string.Join(", ", missing.Select(need => need.What))}; "
                + string.Join("; ", missing.Select(need => need.Remedy).Distinct());
    }

    /// <summary>Skips the running test when something is missing, or fails it where <see cref="Switch"/> is 1.</summary>
    public void Require()
    {
        if (Missing() is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) == "1", reason);
            Assert.Fail($"{Switch}=1, but {reason}");
        }
    }

    private static bool PossibleNetwork() =>
        Tools.OnPath("unshare") is not null && Tools.OnPath("ip") is not null && Network.PrivateNetwork.Possible;
}

/// <summary>One thing a layer needs, and what to do when it is not there.</summary>
public sealed record Need(string What, string Remedy, Func<bool> Present);
