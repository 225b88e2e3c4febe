using System.Collections.Immutable;
using Xunit;

namespace Kube.Testing;

/// <summary>A layer of tests that needs real programs. What is missing is skipped loudly: the reason always reads
/// <c>layer NAME skipped: WHAT TO DO</c>, which the test script collects and repeats at its end.</summary>
public sealed record Layer(string Name, ImmutableArray<Need> Needs)
{
    private const string Assets = "set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl";
    private const string Otelcol = "set OTELCOL to an OpenTelemetry Collector, or put otelcol-contrib on PATH";

    public static readonly Layer ControlPlane = new("real control plane", [
        new("etcd", Assets, () => Tools.Etcd is not null),
        new("kube-apiserver", Assets, () => Tools.ApiServer is not null)]);

    public static readonly Layer Controllers = new("real controllers", [
        .. ControlPlane.Needs,
        new("kube-controller-manager", Assets, () => Tools.ControllerManager is not null),
        new("kube-scheduler", Assets, () => Tools.Scheduler is not null)]);

    public static readonly Layer Kubectl = new("kubectl", [new("kubectl", Assets, () => Tools.Kubectl is not null)]);

    public static readonly Layer Collector = new("collector", [new("otelcol", Otelcol, () => Tools.Collector is not null)]);

    public static readonly Layer Helm = new("helm", [new("helm", "set HELM to a helm program, or put helm on PATH", () => Tools.Helm is not null)]);

    public static readonly Layer Kubeconform = new("kubeconform", [
        new("kubeconform", "set KUBECONFORM to a kubeconform program, or put it on PATH", () => Tools.Kubeconform is not null)]);

    public static readonly Layer Published = new("published operator", [
        new("program", "run make publish and set LLMTRACING_PUBLISHED to artifacts/publish/aot", () => Tools.PublishedOperator is not null)]);

    public static readonly Layer EndToEnd = new("end to end", [
        .. Controllers.Needs,
        .. Collector.Needs,
        .. new[] { "unshare", "nsenter", "setpriv", "mount" }.Select(name =>
            new Need(name, "install util-linux (unshare, nsenter, setpriv, mount)", () => Tools.OnPath(name) is not null)),
        new("chroot", "install coreutils", () => Tools.OnPath("chroot") is not null),
        new("ip", "install iproute2", () => Tools.OnPath("ip") is not null),
        new("network namespace", "run as root, or allow user namespaces", PossibleNetwork)]);

    /// <summary>What this machine lacks for the layer, or null when it can run.</summary>
    public string? Missing()
    {
        var missing = Needs.Where(need => !need.Present()).ToList();
        return missing.Count == 0
            ? null
            : $"layer {Name} skipped: no {string.Join(", ", missing.Select(need => need.What))}; {string.Join("; ", missing.Select(need => need.Remedy).Distinct())}";
    }

    /// <summary>Skips the running test when something is missing.</summary>
    public void Require()
    {
        if (Missing() is { } reason)
        {
            Assert.Skip(reason);
        }
    }

    private static bool PossibleNetwork() =>
        Tools.OnPath("unshare") is not null && Tools.OnPath("ip") is not null && Network.PrivateNetwork.Possible;
}

/// <summary>One thing a layer needs, and what to do when it is not there.</summary>
public sealed record Need(string What, string Remedy, Func<bool> Present);
