using System.Net;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>A test's own code that plays a container until <paramref name="stop"/>; returns the exit code.</summary>
public delegate Task<int> PodProgram(ProgramContext context, CancellationToken stop);

/// <summary>What a program inside a container can know: its pod, its address, its environment, and a network that it reaches from that
/// address.</summary>
public sealed record ProgramContext(
    V1Pod Pod, IPAddress Address, IReadOnlyDictionary<string, string> Environment, PodHttp Http, Output Log);

/// <summary>Programs that come with the node.</summary>
public static class PodPrograms
{
    /// <summary>Does nothing until it is stopped: what an image is that nobody registered a program for.</summary>
    public static async Task<int> Wait(ProgramContext context, CancellationToken stop)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
