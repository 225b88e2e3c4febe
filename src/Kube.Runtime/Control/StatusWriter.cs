using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Writes <c>/status</c> by server-side apply, only when it says something new.</summary>
/// <remarks>Assumption: this process is the only writer of the status of these kinds.</remarks>
public sealed class StatusWriter(KubeClient client, string fieldManager)
{
    private readonly ConcurrentDictionary<(string Resource, ObjectKey Key), Written> written = new();

    /// <summary>Writes what <paramref name="next"/> makes of the newest known status. Returns whether a request was sent.</summary>
    /// <param name="cached">The status of the cached object.</param>
    /// <param name="next">Given the status that counts now (the cached one, or our own later write); null when there is none.</param>
    /// <param name="stamp">Added only if there is something to write, such as the trace ID.</param>
    /// <exception cref="ApiException">Any refusal but "it is gone", which is no error.</exception>
    public async Task<bool> WriteAsync<TStatus>(
        ResourceType type,
        ObjectMeta metadata,
        TStatus? cached,
        Func<TStatus?, TStatus> next,
        JsonTypeInfo<TStatus> json,
        Func<TStatus, TStatus>? stamp,
        CancellationToken cancellationToken)
        where TStatus : class
    {
        var current = Newest(type, metadata, cached, json);
        var wanted = next(current);
        if (current is not null && KubeJson.Serialize(current, json).AsSpan().SequenceEqual(KubeJson.Serialize(wanted, json)))
        {
            return false;
        }

        var bytes = KubeJson.Serialize(stamp is null ? wanted : stamp(wanted), json);
        try
        {
            var answer = await client.ApplyAsync(
                type, metadata.Key, "status", Body(type, metadata, bytes), new ApplyOptions(fieldManager), cancellationToken);
            var live = JsonSerializer.Deserialize(answer, KubeJson.Options.TypeInfo<ObjectMetadata>())!.Metadata;
            written[(type.ToString(), metadata.Key)] = new Written(live.Uid, live.ResourceVersion, bytes);
            return true;
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            Forget(type, metadata.Key);
            return false;
        }
    }

    /// <summary>The object is gone.</summary>
    public void Forget(ResourceType type, ObjectKey key) => written.TryRemove((type.ToString(), key), out _);

    /// <summary>Our own last write, as long as the cache has not seen it.</summary>
    private TStatus? Newest<TStatus>(ResourceType type, ObjectMeta metadata, TStatus? cached, JsonTypeInfo<TStatus> json)
        where TStatus : class =>
        written.TryGetValue((type.ToString(), metadata.Key), out var last)
        && last.Uid == metadata.Uid
        && ApplyLedger.IsBefore(metadata.ResourceVersion, last.Version)
            ? JsonSerializer.Deserialize(last.Status, json)
            : cached;

    /// <remarks>The uid makes the server refuse to put the status of one object on its successor.</remarks>
    private static byte[] Body(ResourceType type, ObjectMeta metadata, byte[] status)
    {
        var target = new ObjectMetadata
        {
            ApiVersion = type.ApiVersion,
            Kind = type.Kind,
            Metadata = new ObjectMeta { Name = metadata.Name, Namespace = metadata.Namespace, Uid = metadata.Uid },
        };
        var body = JsonSerializer.SerializeToNode(target, KubeJson.Options.TypeInfo<ObjectMetadata>())!;
        body["status"] = JsonNode.Parse(status);
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private sealed record Written(string? Uid, string? Version, byte[] Status);
}
