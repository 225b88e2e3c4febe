using System.Threading.Channels;

namespace Kube.Sandbox.Controllers;

/// <summary>What controllers may do: the same reads and writes as any client, without HTTP.</summary>
internal sealed class ControllerAccess(
    ResourceRegistry registry, ObjectStore store, ObjectReader reader, ObjectWriter writer, ObjectRemover remover, TimeProvider clock)
{
    public TimeProvider Clock => clock;

    public string Now => ObjectMetadata.Timestamp(clock.GetUtcNow());

    public ChannelReader<(string Resource, Change Change)> Follow() => store.Follow();

    public IEnumerable<ResourceDefinition> Resources => registry.Stored;

    public ResourceDefinition? FindKind(string apiVersion, string kind) => registry.FindKind(apiVersion, kind);

    public StoredObject? Find(string resource, ObjectKey key) => store.Find(resource, key);

    public IEnumerable<StoredObject> List(string resource, string @namespace = "") =>
        store.Snapshot(resource).Objects.Values.Where(item => @namespace.Length == 0 || item.Key.Namespace == @namespace);

    public async Task CreateAsync(string resource, string @namespace, JsonObject value, string manager, CancellationToken cancellation)
    {
        try
        {
            await writer.CreateAsync(Target(resource, new ObjectKey(@namespace, "")), value, Options(manager), cancellation);
        }
        catch (ApiException exception) when (exception.Reason == "AlreadyExists")
        {
            // Another pass, or another writer, was faster; the next pass sees it.
        }
    }

    public Task UpdateAsync(string resource, ObjectKey key, ObjectWriter.Edit edit, string manager, CancellationToken cancellation, string subresource = "") =>
        writer.UpdateAsync(Target(resource, key) with { Subresource = subresource }, edit, Options(manager), cancellation);

    public void Delete(string resource, ObjectKey key, DeleteRequest? request = null)
    {
        var target = Target(resource, key);
        if (reader.Find(target) is not null)
        {
            remover.Delete(target, request ?? new DeleteRequest());
        }
    }

    private RequestTarget Target(string resource, ObjectKey key)
    {
        var definition = registry.Stored.FirstOrDefault(item => item.Storage == resource) ?? throw ApiException.NotFound("", resource, key.Name);
        return new RequestTarget(definition, key.Namespace, key.Name);
    }

    private static WriteOptions Options(string manager) => new(manager) { Validation = FieldValidation.Ignore };
}
