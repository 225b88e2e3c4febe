using System.Threading.Channels;

namespace Kube.Sandbox.Controllers;

/// <summary>What controllers may do: the same reads and writes as any client, without HTTP.</summary>
internal sealed class ClusterAccess(ResourceRegistry registry, ObjectStore store, ObjectWriter writer, ObjectRemover remover,
    TimeProvider clock)
{
    private static readonly WriteOptions Options = new("kube-controller-manager") { Validation = FieldValidation.Ignore };

    public string Now => ObjectMetadata.Timestamp(clock.GetUtcNow());

    public ChannelReader<bool> Changes => store.Changes;

    public IEnumerable<ResourceDefinition> Resources => registry.Stored;

    public ResourceDefinition? FindKind(string apiVersion, string kind) => registry.FindKind(apiVersion, kind);

    public StoredObject? Find(string resource, ObjectKey key) => store.Find(resource, key);

    public IEnumerable<StoredObject> List(string resource, string @namespace = "") =>
        store.Snapshot(resource).Objects.Values.Where(item => @namespace.Length == 0 || item.Key.Namespace == @namespace);

    public Task CreateAsync(string resource, string @namespace, JsonObject value, CancellationToken cancellation) =>
        writer.CreateAsync(Target(resource, new ObjectKey(@namespace, "")), value, Options, cancellation);

    public Task UpdateAsync(string resource, ObjectKey key, Action<JsonObject> edit, CancellationToken cancellation) =>
        WriteAsync(Target(resource, key), edit, cancellation);

    public async Task SetStatusAsync(string resource, StoredObject item, JsonObject status, CancellationToken cancellation)
    {
        if (!JsonReading.Same(item.Value["status"], status))
        {
            await WriteAsync(Target(resource, item.Key) with { Subresource = "status" }, live =>
                live["status"] = status.DeepClone(), cancellation);
        }
    }

    public void Delete(string resource, ObjectKey key, DeleteRequest? request = null)
    {
        if (Find(resource, key) is not null)
        {
            remover.Delete(Target(resource, key), request ?? new DeleteRequest());
        }
    }

    private async Task WriteAsync(RequestTarget target, Action<JsonObject> edit, CancellationToken cancellation) =>
        await writer.UpdateAsync(
        target,
        live =>
        {
            edit(live);
            return live;
        },
        Options, cancellation);

    private RequestTarget Target(string resource, ObjectKey key) =>
        new(registry.Stored.First(item => item.Storage == resource), key.Namespace, key.Name);
}
