using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Api;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>One pod on the test node, from binding to deletion.</summary>
public sealed class NodePod : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private readonly NodeContext node;
    private readonly PodSetup setup;
    private readonly PodStatusReport report = new(TimeProvider.System);
    private readonly DateTimeOffset start = TimeProvider.System.GetUtcNow();
    private readonly CancellationTokenSource stop = new();
    private readonly ImmutableArray<ContainerRun> init;
    private readonly ImmutableArray<ContainerRun> containers;
    private readonly ImmutableArray<Probing> probes;
    private readonly Task life;
    private TimeSpan grace;
    private bool delete;
    private string? reported;

    internal NodePod(NodeContext node, V1Pod pod)
    {
        this.node = node;
        Pod = pod;
        setup = new PodSetup(node, pod);
        var policy = pod.Spec!.RestartPolicy ?? "Always";
        init = [.. pod.Spec.InitContainers.OrEmpty().Select(container => Run(container, policy == "Never" ? policy : "OnFailure"))];
        containers = [.. pod.Spec.Containers.Select(container => Run(container, policy))];
        probes = [.. containers.Select(run => new Probing(run, setup.Address))];
        Http = new PodHttp(setup.Address, pod.Metadata.NamespaceProperty, node.Names);
        life = Live();
    }

    /// <summary>The pod as it was bound.</summary>
    public V1Pod Pod { get; }

    public IPAddress Address => setup.Address;

    /// <summary>The network as this pod sees it.</summary>
    public PodHttp Http { get; }

    /// <summary>The resolved environment of a container (the first when no name is given). Empty before the pod has started.</summary>
    public IReadOnlyDictionary<string, string> Environment(string? container = null) =>
        setup.Environment(container ?? Pod.Spec!.Containers[0].Name);

    /// <summary>What a container wrote, restarts included.</summary>
    public Output Log(string? container = null) =>
        init.Concat(containers).First(run => run.Container.Name == (container ?? containers[0].Container.Name)).Log;

    /// <summary>Kills a container's process, as the kernel would when memory runs out; the pod's restart policy says what
    /// follows.</summary>
    public async Task Kill(string? container = null)
    {
        var run = containers.First(candidate => candidate.Container.Name == (container ?? containers[0].Container.Name));
        await (run.Process?.Stop(TimeSpan.Zero) ?? Task.CompletedTask);
    }

    /// <summary>Kills the containers and waits until everything of the pod is gone from this machine.</summary>
    public async ValueTask DisposeAsync()
    {
        End(TimeSpan.Zero, andDelete: false);
        await life;
        stop.Dispose();
    }

    internal void RefreshHosts() => setup.WriteHosts();

    /// <summary>Ends the containers; then reports, and deletes the object when it is the API that asked.</summary>
    internal void End(TimeSpan graceful, bool andDelete)
    {
        grace = graceful;
        delete = andDelete;
        stop.Cancel();
    }

    private async Task Live()
    {
        await Task.Yield();
        try
        {
            await setup.Attach();
            await Begin();
            if (await RunInit())
            {
                await While(Task.WhenAll(containers.Select(run => run.Run(() => grace, stop.Token))));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            node.Log.Add($"{Pod.Metadata.Key}: {exception}");
        }

        await Leave();
    }

    private ContainerRun Run(V1Container container, string policy)
    {
        var log = new Output(capacity: 20000);
        return new ContainerRun(
            container, policy, () => setup.Start(container, log), code => setup.TerminationMessage(container, code, log)) { Log = log };
    }

    // Waits, as the kubelet does, until all that the pod refers to exists.
    private async Task Begin()
    {
        while (true)
        {
            try
            {
                await setup.Resolve(stop.Token);
                return;
            }
            catch (MissingReferenceException missing)
            {
                foreach (var run in containers)
                {
                    run.Wait("CreateContainerConfigError", missing.Message);
                }

                await Report();
                await Task.Delay(Tick, stop.Token);
            }
        }
    }

    private async Task<bool> RunInit()
    {
        foreach (var run in init)
        {
            await While(run.Run(() => grace, stop.Token));
            if (run.State.Terminated is not { ExitCode: 0 })
            {
                return false;
            }
        }

        return !stop.IsCancellationRequested;
    }

    private async Task While(Task running)
    {
        while (!running.IsCompleted)
        {
            foreach (var probe in probes)
            {
                await probe.Update(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await Report();
            await Task.WhenAny(running, Task.Delay(Tick));
        }

        await running;
    }

    private async Task Leave()
    {
        foreach (var probe in probes)
        {
            probe.Dispose();
        }

        try
        {
            if (delete || !stop.IsCancellationRequested)
            {
                await Report();
            }

            await setup.DisposeAsync();
            await WaitForDeletion();
        }
        catch (Exception exception) when (exception is HttpRequestException or ApiRefusedException or InvalidOperationException
            or IOException)
        {
            node.Log.Add($"{Pod.Metadata.Key}: {exception.Message}");
        }
    }

    // A pod whose containers ended by themselves stays until somebody deletes it.
    private async Task WaitForDeletion()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (delete)
        {
            await node.Kube.Delete(Path, new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "DeleteOptions",
                ["gracePeriodSeconds"] = 0,
                ["preconditions"] = new JsonObject { ["uid"] = Pod.Metadata.Uid },
            });
        }
    }

    private string Path => $"/api/v1/namespaces/{Pod.Metadata.NamespaceProperty}/pods/{Pod.Metadata.Name}";

    private async Task Report()
    {
        var status = report.Of(new PodObservation(
            Pod, Address, NodeContext.Host, start, [.. init.Select(run => Status(run, null))], [.. containers.Zip(probes, Status)]));
        var text = status.ToJsonString();
        if (text == reported)
        {
            return;
        }

        var answer = await node.Kube.Send(
            HttpMethod.Patch, $"{Path}/status", new JsonObject { ["status"] = status }, "application/merge-patch+json");
        reported = (int)answer.Status < 300 || answer.Status == HttpStatusCode.NotFound ? text : null;
    }

    private static V1ContainerStatus Status(ContainerRun run, Probing? probe) => new()
    {
        Name = run.Container.Name,
        Image = run.Container.Image,
        ImageID = "",
        State = run.State,
        RestartCount = run.Restarts,
        Ready = probe?.Ready ?? (run.State.Terminated is { ExitCode: 0 }),
        Started = probe?.Started ?? false,
    };
}
