namespace Kube.Sandbox.Controllers;

/// <summary>Serves what CustomResourceDefinitions declare, from the moment that they are stored until they are gone.</summary>
internal sealed class DefinitionPublisher(ResourceRegistry registry, ObjectStore store, TimeProvider clock)
{
    private const string Storage = "customresourcedefinitions.apiextensions.k8s.io";

    public void Stored(RequestTarget target, StoredObject stored)
    {
        if (target.Resource.Storage != Storage)
        {
            return;
        }

        registry.Put(stored.Key.Name, CustomResources.Read(stored.Value));
        var next = stored.Value.Copy();
        next["status"] = Status(next);
        if (!JsonReading.Same(next["status"], stored.Value["status"]))
        {
            store.TryReplace(Storage, stored, next);
        }
    }

    public void Removed(RequestTarget target, StoredObject stored)
    {
        if (target.Resource.Storage != Storage)
        {
            return;
        }

        registry.Put(stored.Key.Name, null);
        foreach (var item in store.Snapshot(stored.Key.Name).Objects.Values)
        {
            store.TryRemove(stored.Key.Name, item);
        }

        store.Drop(stored.Key.Name);
    }

    private JsonObject Status(JsonObject definition) => new()
    {
        ["conditions"] = new[] { "NamesAccepted", "Established" }.Select(JsonNode (type) => new JsonObject
        {
            ["type"] = type, ["status"] = "True", ["reason"] = "InitialNamesAccepted",
            ["lastTransitionTime"] = definition.Maps("status", "conditions").FirstOrDefault().Text("lastTransitionTime")
                ?? ObjectMetadata.Timestamp(clock.GetUtcNow()),
        }).ToJsonArray(),
        ["acceptedNames"] = definition.At("spec", "names")?.DeepClone(),
        ["storedVersions"] = definition.Maps("spec", "versions").Where(version => version.Flag("storage"))
            .Select(version => version.Text("name")!).ToJsonArray(),
    };
}
