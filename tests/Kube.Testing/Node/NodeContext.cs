using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Api;
using Kube.Testing.Network;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>What all pods of a node share.</summary>
internal sealed record NodeContext(TestNodeOptions Options, RawKube Kube)
{
    public PodNetwork Network { get; } = new();

    public ServiceNames Names { get; } = new();

    public Output Log { get; } = new(capacity: 1000);

    public static IPAddress Host => PrivateNetwork.Host;

    public ConcurrentDictionary<string, PodProgram> Programs { get; } = new();

    public ConcurrentDictionary<string, HostImage> Images { get; } = new();

    /// <summary>What every container is told of the API server.</summary>
    public ImmutableDictionary<string, string> ServerEnvironment { get; } = ImmutableDictionary<string, string>.Empty
        .Add("KUBERNETES_SERVICE_HOST", Options.Server.Host)
        .Add("KUBERNETES_SERVICE_PORT", Options.Server.Port.ToString())
        .Add("KUBERNETES_SERVICE_PORT_HTTPS", Options.Server.Port.ToString());

    /// <summary>The real program of a container, or null when the test plays it.</summary>
    public HostImage? Image(V1Container container) =>
        Programs.ContainsKey(Repository(container))
            ? null
            : Images.GetValueOrDefault(Repository(container)) ?? CollectorImage.Of(container.Image ?? "");

    /// <summary>The test's program for a container that is no real process.</summary>
    public PodProgram Program(V1Container container) => Programs.GetValueOrDefault(Repository(container), PodPrograms.Wait);

    private static string Repository(V1Container container)
    {
        var repository = (container.Image ?? "").Split('@')[0];
        var tag = repository.LastIndexOf(':');
        return tag > repository.LastIndexOf('/') ? repository[..tag] : repository;
    }
}
