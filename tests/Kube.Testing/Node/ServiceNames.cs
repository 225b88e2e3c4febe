using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Testing.Node;

/// <summary>The names of Services and the ready addresses behind them, from EndpointSlices.</summary>
/// <remarks>Caveat: there is no kube-proxy; a name stands for the pods themselves, so a Service's port must equal its target
/// port.</remarks>
public sealed class ServiceNames
{
    private volatile ImmutableDictionary<(string Namespace, string Service), ImmutableArray<IPAddress>> ready =
        ImmutableDictionary<(string Namespace, string Service), ImmutableArray<IPAddress>>.Empty;

    private int turn;

    /// <summary>An address of a literal or a name, one after the other where there are several; null when nothing is ready.</summary>
    public IPAddress? Resolve(string host, string fromNamespace)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return literal;
        }

        var addresses = ready.Where(pair => Names(pair.Key, fromNamespace).Contains(host)).SelectMany(pair => pair.Value).ToList();
        return addresses.Count == 0 ? null : addresses[(int)((uint)Interlocked.Increment(ref turn) % (uint)addresses.Count)];
    }

    /// <summary>The text of <c>/etc/hosts</c> for a pod of this namespace.</summary>
    internal string HostsFile(string podNamespace, string podName, IPAddress podAddress)
    {
        var text = new StringBuilder($"127.0.0.1 localhost\n{podAddress} {podName}\n");
        foreach (var (service, addresses) in ready.OrderBy(pair => pair.Key))
        {
            foreach (var address in addresses)
            {
                text.Append($"{address} {string.Join(' ', Names(service, podNamespace))}\n");
            }
        }

        return text.ToString();
    }

    internal void Update(IEnumerable<JsonNode> endpointSlices) => ready = endpointSlices
        .Where(slice => slice["metadata"]!["labels"]?["kubernetes.io/service-name"] is not null)
        .GroupBy(slice => (slice["metadata"]!["namespace"]!.GetValue<string>(),
            slice["metadata"]!["labels"]!["kubernetes.io/service-name"]!.GetValue<string>()))
        .ToImmutableDictionary(group => group.Key, group => group.SelectMany(Ready).ToImmutableArray());

    private static IEnumerable<IPAddress> Ready(JsonNode slice) => (slice["endpoints"]?.AsArray() ?? [])
        .Where(endpoint => endpoint!["conditions"]?["ready"]?.GetValue<bool>() ?? true)
        .SelectMany(endpoint => endpoint!["addresses"]!.AsArray())
        .Select(address => IPAddress.Parse(address!.GetValue<string>()));

    private static IEnumerable<string> Names((string Namespace, string Service) service, string fromNamespace)
    {
        var qualified = $"{service.Service}.{service.Namespace}";
        ImmutableArray<string> names = [$"{qualified}.svc.cluster.local", $"{qualified}.svc", qualified];
        return service.Namespace == fromNamespace ? names.Add(service.Service) : names;
    }
}
