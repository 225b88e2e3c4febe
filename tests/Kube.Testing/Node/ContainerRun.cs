using k8s.Models;
using Kube.Model;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>One container from its start to its end, with restarts as the pod's policy says.</summary>
internal sealed class ContainerRun(
    V1Container container, string restartPolicy, Func<IContainerProcess> start, Func<int, string?> terminationMessage)
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private V1ContainerState state = new() { Waiting = new V1ContainerStateWaiting { Reason = "ContainerCreating" } };

    public V1Container Container => container;

    public Output Log { get; init; } = new(capacity: 20000);

    public IContainerProcess? Process { get; private set; }

    public int Restarts { get; private set; }

    public V1ContainerState State
    {
        get
        {
            lock (gate)
            {
                return state;
            }
        }

        private set
        {
            lock (gate)
            {
                state = value;
            }
        }
    }

    /// <summary>Whether it ended for good.</summary>
    public bool Done { get; private set; }

    /// <summary>Says why it does not start yet.</summary>
    public void Wait(string reason, string message) =>
        State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = reason, Message = message } };

    /// <summary>Runs until it ends for good or is stopped.</summary>
    /// <param name="stop">Ends it, after the grace period that <paramref name="grace"/> gives then.</param>
    public async Task Run(Func<TimeSpan> grace, CancellationToken stop)
    {
        for (var backoff = FirstBackoff; !Done; backoff *= 2)
        {
            var started = TimeProvider.System.GetUtcNow();
            await using var process = start();
            Process = process;
            State = new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = started.UtcDateTime } };
            await process.Ended.WaitAsync(stop).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (!process.Ended.IsCompleted)
            {
                await process.Stop(grace());
            }

            var code = process.Ended.IsCompletedSuccessfully ? await process.Ended : 137;
            var ended = Terminated(code, started);
            Done = stop.IsCancellationRequested || restartPolicy == "Never" || (restartPolicy == "OnFailure" && code == 0);
            State = Done ? ended : new V1ContainerState { Waiting = CrashLoop(code) };
            if (!Done)
            {
                Restarts++;
                await Task.Delay(backoff, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static V1ContainerStateWaiting CrashLoop(int code) =>
        new() { Reason = "CrashLoopBackOff", Message = $"the container ended with exit code {code}" };

    private V1ContainerState Terminated(int code, DateTimeOffset started) => new()
    {
        Terminated = new V1ContainerStateTerminated
        {
            ExitCode = code,
            Reason = code == 0 ? "Completed" : "Error",
            Message = terminationMessage(code),
            StartedAt = started.UtcDateTime,
            FinishedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        },
    };
}
