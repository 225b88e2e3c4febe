using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;

namespace Kube.Testing.Node;

/// <summary>What the node knows of a pod at one moment.</summary>
internal sealed record PodObservation(
    V1Pod Pod, IPAddress Address, IPAddress Host, DateTimeOffset Start, ImmutableArray<V1ContainerStatus> Init,
    ImmutableArray<V1ContainerStatus> Containers);

/// <summary>A pod's status as a kubelet reports it. Keeps the transition times of conditions that did not change.</summary>
internal sealed class PodStatusReport(TimeProvider time)
{
    private readonly Dictionary<string, (string Status, DateTimeOffset Since)> conditions = [];

    /// <summary>The status; the same observation gives the same bytes.</summary>
    public JsonObject Of(PodObservation seen)
    {
        var status = new V1PodStatus
        {
            Phase = Phase(seen),
            PodIP = seen.Address.ToString(),
            PodIPs = [new V1PodIP { Ip = seen.Address.ToString() }],
            HostIP = seen.Host.ToString(),
            HostIPs = [new V1HostIP { Ip = seen.Host.ToString() }],
            StartTime = seen.Start.UtcDateTime,
            Conditions = [.. Conditions(seen)],
            InitContainerStatuses = seen.Init,
            ContainerStatuses = seen.Containers,
        };
        return JsonSerializer.SerializeToNode(status, KubeJson.Options.TypeInfo<V1PodStatus>())!.AsObject();
    }

    private static string Phase(PodObservation seen)
    {
        var all = seen.Containers;
        var initFailed = seen.Init.Any(init => init.State?.Terminated is { ExitCode: not 0 });
        return initFailed ? "Failed"
            : all.All(container => container.State?.Terminated is { ExitCode: 0 }) ? "Succeeded"
            : all.All(container => container.State?.Terminated is not null) ? "Failed"
            : all.Any(container => container is { State.Waiting: not null, RestartCount: 0 }) ? "Pending"
            : "Running";
    }

    private IEnumerable<V1PodCondition> Conditions(PodObservation seen)
    {
        var initialized = seen.Init.All(init => init.State?.Terminated is { ExitCode: 0 });
        var ready = seen.Containers.All(container => container.Ready == true);
        var completed = Phase(seen) == "Succeeded" ? "PodCompleted" : ready ? null : "ContainersNotReady";
        yield return Condition("PodScheduled", holds: true, null);
        yield return Condition("Initialized", initialized, initialized ? null : "ContainersNotInitialized");
        yield return Condition("ContainersReady", ready, completed);
        yield return Condition("Ready", ready, completed);
    }

    private V1PodCondition Condition(string type, bool holds, string? reason)
    {
        var status = holds ? "True" : "False";
        if (!conditions.TryGetValue(type, out var known) || known.Status != status)
        {
            conditions[type] = known = (status, time.GetUtcNow());
        }

        return new V1PodCondition { Type = type, Status = status, Reason = reason, LastTransitionTime = known.Since.UtcDateTime };
    }
}
