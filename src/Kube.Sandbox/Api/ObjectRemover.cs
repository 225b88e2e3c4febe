using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Api;

/// <summary>Deletion: at once, or marked and left to finalizers, grace periods and the collector of garbage.</summary>
internal sealed class ObjectRemover(ObjectStore store, Action<RequestTarget, StoredObject> removed, TimeProvider clock)
{
    /// <returns>The marked object, or null when it is gone.</returns>
    public (JsonObject? Remaining, StoredObject Last) Delete(RequestTarget target, DeleteRequest request)
    {
        while (true)
        {
            var stored = store.Find(target.Resource.Storage, target.Key) ?? throw target.NotFound();
            Check(target, stored, request);
            var next = stored.Value.Copy();
            AddPropagationFinalizer(next, request);
            var grace = GracePeriod(target.Resource, next, request);
            if (!ObjectMetadata.HasFinalizers(next) && grace == 0)
            {
                if (request.DryRun || TryRemove(target, stored))
                {
                    return (null, stored);
                }

                continue;
            }

            Mark(target.Resource, next, grace);
            if (request.DryRun || JsonReading.Same(next, stored.Value))
            {
                return (target.Resource.View.FromStorage(next), stored);
            }

            if (store.TryReplace(target.Resource.Storage, stored, next) is { } written)
            {
                return (target.Resource.View.FromStorage(written.Value), written);
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
            if (resource.Kind != "Namespace")
            {
                metadata["deletionGracePeriodSeconds"] = grace;
            }
        }

        if (resource.Kind == "Namespace")
        {
            value.Ensure("status")["phase"] = "Terminating";
        }
    }

    private static void AddPropagationFinalizer(JsonObject value, DeleteRequest request)
    {
        var finalizer = request.Propagation switch
        {
            "Foreground" => "foregroundDeletion",
            "Orphan" => "orphan",
            _ => null,
        };
        if (finalizer is null || value.Texts("metadata", "finalizers").Contains(finalizer))
        {
            return;
        }

        value.Ensure("metadata")["finalizers"] = value.Texts("metadata", "finalizers").Append(finalizer).ToJsonArray();
    }

    /// <summary>Only a pod on a node has time to stop; a second deletion may shorten it.</summary>
    private static long GracePeriod(ResourceDefinition resource, JsonObject value, DeleteRequest request)
    {
        if (resource.Storage != "pods" || string.IsNullOrEmpty(value.Text("spec", "nodeName")) || value.Text("status", "phase") is "Succeeded" or "Failed")
        {
            return 0;
        }

        return request.GracePeriodSeconds ?? value.Integer("spec", "terminationGracePeriodSeconds") ?? 30;
    }

    private static void Check(RequestTarget target, StoredObject stored, DeleteRequest request)
    {
        var (resource, kind) = (target.Resource, target.Resource.Kind);
        if (request.Uid is { } uid && uid != stored.Uid)
        {
            throw ApiException.Conflict(
                resource.Group, kind, target.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({stored.Uid}). The object might have been deleted and then recreated");
        }

        if (request.ResourceVersion is { } version && version != stored.Version.ToString())
        {
            throw ApiException.Conflict(
                resource.Group, kind, target.Name,
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({stored.Version}). The object might have been modified");
        }
    }
}
