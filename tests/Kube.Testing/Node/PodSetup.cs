using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Network;
using Kube.Testing.Processes;

namespace Kube.Testing.Node;

/// <summary>What a pod has before its containers run: address, files, environment.</summary>
internal sealed class PodSetup : IAsyncDisposable
{
    private const int MessageLimit = 2048;
    private readonly NodeContext node;
    private readonly V1Pod pod;
    private readonly int network;
    private readonly bool processes;
    private readonly PodFolder folder = new();
    private readonly PodFields fields;
    private volatile ImmutableDictionary<string, ImmutableDictionary<string, string>> environments =
        ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    public PodSetup(NodeContext node, V1Pod pod)
    {
        (this.node, this.pod) = (node, pod);
        (network, Address) = node.Network.Take();
        fields = new PodFields(pod, Address, NodeContext.Host);
        processes = All().Any(container => node.Image(container) is not null);
    }

    public IPAddress Address { get; }

    public ImmutableDictionary<string, string> Environment(string container) =>
        environments.GetValueOrDefault(container) ?? ImmutableDictionary<string, string>.Empty;

    public Task Attach() => PodNetwork.Attach(network, Address, processes);

    /// <exception cref="MissingReferenceException">Something does not exist yet; try again later.</exception>
    public async Task Resolve(CancellationToken cancel)
    {
        var references = await PodReferences.Read(pod, node.Kube, cancel);
        var given = node.ServerEnvironment.SetItem("HOSTNAME", pod.Metadata.Name!);
        environments = All().ToImmutableDictionary(
            container => container.Name,
            container => PodEnvironment.Resolve(container, fields, references, node.Image(container)?.Environment.AddRange(given)
                ?? given));
        await new PodVolumes(pod, fields, references, node.Kube, folder.Volumes).Write(cancel);
        WriteHosts();
    }

    public void WriteHosts()
    {
        lock (folder)
        {
            folder.WriteHosts(node.Names.HostsFile(pod.Metadata.NamespaceProperty, pod.Metadata.Name!, Address));
        }
    }

    public IContainerProcess Start(V1Container container, Output log) => node.Image(container) is { } image
        ? ProcessContainer.Start(image, folder, network, pod, container, Environment(container.Name), log)
        : new ProgramContainer(node.Program(container), new ProgramContext(
            pod, Address, Environment(container.Name), new PodHttp(Address, pod.Metadata.NamespaceProperty, node.Names), log));

    /// <summary>What the container left as its reason: its message file, or the end of its log where the policy says so.</summary>
    public string? TerminationMessage(V1Container container, int code, Output log)
    {
        var message = folder.TerminationMessage(container.Name);
        var fromLog = message.Length == 0 && code != 0 && container.TerminationMessagePolicy == "FallbackToLogsOnError";
        var text = fromLog ? log.Last(80) : message;
        return text.Length > MessageLimit ? text[^MessageLimit..] : text;
    }

    public async ValueTask DisposeAsync()
    {
        await PodNetwork.Detach(network, Address, processes);
        lock (folder)
        {
            folder.Dispose();
        }
    }

    private IEnumerable<V1Container> All() => pod.Spec!.InitContainers.OrEmpty().Concat(pod.Spec.Containers);
}
