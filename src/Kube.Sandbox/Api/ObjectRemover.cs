namespace Kube.Sandbox.Api;

/// <summary>Deletion: at once, or marked and left to finalizers, grace periods and the collector of garbage.</summary>
internal sealed class ObjectRemover(ObjectStore store, Action<RequestTarget, StoredObject> removed, TimeProvider clock)
{
    /// <summary>The finalizer by which the collector of garbage lets dependents go first.</summary>
    public const string Foreground = "foregroundDeletion";

    /// <returns>The marked object, or null when it is gone.</returns>
    public (JsonObject? Remaining, StoredObject Last) Delete(RequestTarget target, DeleteRequest request)
    {
        while (true)
        {
            var stored = store.Find(target.Resource.Storage, target.Key) ?? throw target.NotFound();
            Check(target, stored, request);
            var next = stored.Value.Copy();
            if (request.Foreground && !next.Texts("metadata", "finalizers").Contains(Foreground))
            {
                next.Ensure("metadata")["finalizers"] = next.Texts("metadata", "finalizers").Append(Foreground).ToJsonArray();
            }

            var grace = GracePeriod(target.Resource, next, request);
            if (ObjectMetadata.HasFinalizers(next) || grace > 0)
            {
                Mark(target.Resource, next, grace);
                if (request.DryRun || JsonReading.Same(next, stored.Value)
                    || store.TryReplace(target.Resource.Storage, stored, next) is not null)
                {
                    return (target.Resource.Show(next), stored);
                }
            }
            else if (request.DryRun || TryRemove(target, stored))
            {
                return (null, stored);
            }
        }
    }

    /// <summary>Removes this very version.</summary>
    public bool TryRemove(RequestTarget target, StoredObject stored)
    {
        if (store.TryRemove(target.Resource.Storage, stored) is not { } last)
        {
            return false;
        }

        removed(target, last);
        return true;
    }

    private void Mark(ResourceDefinition resource, JsonObject value, long grace)
    {
        var metadata = value.Ensure("metadata");
        if (metadata["deletionTimestamp"] is null)
        {
            if (resource.HasGeneration)
            {
                ObjectMetadata.BumpGeneration(value);
            }

            metadata["deletionTimestamp"] = ObjectMetadata.Timestamp(clock.GetUtcNow().AddSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
        }

        if (resource.Kind == "Namespace")
        {
            metadata.Remove("deletionGracePeriodSeconds");
            value.Ensure("status")["phase"] = "Terminating";
        }
    }

    /// <summary>Only a pod on a node has time to stop; a second deletion may shorten it.</summary>
    private static long GracePeriod(ResourceDefinition resource, JsonObject value, DeleteRequest request) =>
        resource.Storage == "pods" && value.Text("spec", "nodeName") is { Length: > 0 }
            ? request.GracePeriodSeconds ?? value.Integer("spec", "terminationGracePeriodSeconds") ?? 30
            : 0;

    private static void Check(RequestTarget target, StoredObject stored, DeleteRequest request)
    {
        if (request.Uid is { } uid && uid != stored.Uid)
        {
            throw Conflict(target, "UID", uid, stored.Uid, "deleted and then recreated");
        }

        if (request.ResourceVersion is { } version && version != $"{stored.Version}")
        {
            throw Conflict(target, "ResourceVersion", version, $"{stored.Version}", "modified");
        }
    }

    private static ApiException Conflict(RequestTarget target, string what, string asked, string found, string why) =>
        ApiException.Conflict(
        target.Resource.Group, target.Resource.Kind, target.Name,
        $"the {what} in the precondition ({asked}) does not match the {what} in record ({found}). The object might have been {why}");
}
