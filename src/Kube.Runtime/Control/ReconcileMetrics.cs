using Kube.Model;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>The measurements of one controller, all label sets present from the start so that rates exist.</summary>
internal sealed class ReconcileMetrics : IDisposable
{
    private readonly int workers;
    private readonly KeyValuePair<string, object?> controller;
    private readonly TimeProvider time;

    public ReconcileMetrics(string name, int workers, TimeProvider time)
    {
        (this.workers, this.time) = (workers, time);
        controller = Tag("controller", name);
        foreach (var result in (string[])["success", "error", "requeue", "requeue_after"])
        {
            Reconciles.Add(0, controller, Tag("result", result));
        }

        ReconcileErrors.Add(0, controller);
        TerminalErrors.Add(0, controller);
        ReconcileTimeouts.Add(0, controller);
        ActiveWorkers.Add(0, controller);
        MaxConcurrent.Add(workers, controller);
    }

    public void Count(string result) => Reconciles.Add(1, controller, Tag("result", result));

    /// <summary>The controller is gone.</summary>
    public void Dispose() => MaxConcurrent.Add(-workers, controller);

    public Running Start()
    {
        ActiveWorkers.Add(1, controller);
        return new Running(controller, time, time.GetTimestamp());
    }

    /// <summary>A worker at work.</summary>
    internal readonly struct Running(KeyValuePair<string, object?> controller, TimeProvider time, long started) : IDisposable
    {
        public void Dispose()
        {
            ActiveWorkers.Add(-1, controller);
            ReconcileDuration.Record(time.GetElapsedTime(started).TotalSeconds, controller);
        }
    }
}

/// <summary>Log scope with controller-runtime's keys.</summary>
internal static class ReconcileScope
{
    public static KeyValuePair<string, object?>[] Of(string controller, ResourceType type, ObjectKey key, string id) =>
    [
        Tag("controller", controller),
        Tag("controllerGroup", type.Group),
        Tag("controllerKind", type.Kind),
        Tag("namespace", key.Namespace),
        Tag("name", key.Name),
        Tag("reconcileID", id),
    ];
}
