using System.Text.Json;

using k8s.Models;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>The Lease, over connections of its own and with short limits: nothing else may make us lose it.</summary>
internal sealed class LeaseClient(ApiTransport transport, ObjectKey key, TimeSpan limit)
{
    public async Task<V1Lease?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(Requests.Read(Kinds.Lease, key), cancellationToken);
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    public Task<V1Lease> CreateAsync(V1LeaseSpec spec, CancellationToken cancellationToken) =>
        SendAsync(Requests.Create(Kinds.Lease, key.Namespace, Body(null, spec)), cancellationToken);

    /// <exception cref="ApiException">409 when it has changed since <paramref name="lease"/>.</exception>
    public Task<V1Lease> ReplaceAsync(V1Lease lease, V1LeaseSpec spec, CancellationToken cancellationToken) =>
        SendAsync(Requests.Replace(Kinds.Lease, key, Body(lease, spec)), cancellationToken);

    private byte[] Body(V1Lease? before, V1LeaseSpec spec) => KubeJson.Serialize(
        new V1Lease
        {
            ApiVersion = Kinds.Lease.ApiVersion,
            Kind = Kinds.Lease.Kind,
            Metadata = before?.Metadata ?? new V1ObjectMeta { Name = key.Name, NamespaceProperty = key.Namespace },
            Spec = spec,
        },
        Kinds.Lease.TypeInfo);

    private async Task<V1Lease> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, transport.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var json = await transport.SendAsync(request with { Lane = Lane.Lease, Deadline = limit }, either.Token);
            return JsonSerializer.Deserialize(json, Kinds.Lease.TypeInfo) ?? throw new JsonException("no lease");
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.Verb} leases: no answer within {limit.TotalSeconds:0.#} s", error);
        }
    }
}
