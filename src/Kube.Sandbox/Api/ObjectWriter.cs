using Kube.Sandbox.Admission;
using Kube.Sandbox.Apply;

namespace Kube.Sandbox.Api;

/// <summary>Create and update, in the order of the real server: decode, default, admit, validate, own, store.</summary>
internal sealed class ObjectWriter(
    ObjectStore store, AdmissionChain admission, ObjectRemover remover, Action<RequestTarget, StoredObject> committed, TimeProvider clock)
{
    /// <summary>A change of an object.</summary>
    /// <param name="live">A copy that may be written to.</param>
    public delegate JsonObject Edit(JsonObject live);

    public async Task<JsonObject> CreateAsync(RequestTarget target, JsonObject body, WriteOptions options, CancellationToken cancellation)
    {
        var resource = target.Resource;
        if (body.Text("metadata", "resourceVersion") is { Length: > 0 } and not "0")
        {
            throw ApiException.Of(500, "", "resourceVersion should not be set on objects to be created");
        }

        ObjectPreparation.Decode(target, body, options);
        var managed = body.List("metadata", "managedFields")?.DeepClone();
        ObjectMetadata.Initialize(body, target, clock.GetUtcNow());
        var named = target with { Name = body.Text("metadata", "name") ?? "" };
        RequireNamespace(named);
        ObjectPreparation.ApplyDefaults(resource, body);
        Own(named, null, body, managed, options);

        body = await admission.AdmitAsync(new AdmissionRequest("CREATE", named, body, null, options), cancellation);
        ObjectPreparation.ApplyDefaults(resource, body);
        ObjectPreparation.Validate(resource, body, null);
        return Commit(named, body, options.DryRun);
    }

    public async Task<JsonObject> UpdateAsync(RequestTarget target, Edit edit, WriteOptions options, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = store.Find(target.Resource.Storage, target.Key) ?? throw target.NotFound();
            var live = target.Resource.Show(stored.Value);
            var next = edit(live.Copy());
            CheckPreconditions(target, live, next);
            next = await FinishAsync(target, live, next, options, cancellation);
            if (JsonReading.Same(live, next))
            {
                return live;
            }

            if (TryStore(target, stored, next, options.DryRun) is { } result)
            {
                return result;
            }
        }
    }

    /// <summary>Server-side apply: creates what is not there.</summary>
    public async Task<(JsonObject Result, bool Created)> ApplyAsync(RequestTarget target, JsonObject body, WriteOptions options,
        CancellationToken cancellation)
    {
        ObjectPreparation.RefuseUnknown(target, body);
        ObjectPreparation.Decode(target with { Subresource = "" }, body, options);
        var quiet = options with { Validation = FieldValidation.Ignore, Applied = true };
        if (store.Find(target.Resource.Storage, target.Key) is null && target.Subresource.Length == 0)
        {
            var nothing = new JsonObject
            {
                ["apiVersion"] = target.Resource.ApiVersion, ["kind"] = target.Resource.Kind,
                ["metadata"] = new JsonObject { ["name"] = target.Name },
            };
            return (await CreateAsync(target, Owned(target, nothing, body, options), quiet, cancellation), true);
        }

        return (await UpdateAsync(target, live => Owned(target, live, body, options), quiet, cancellation), false);
    }

    /// <summary>What a write to an object or to its status may change: one of them, never both.</summary>
    private static JsonObject Restrict(RequestTarget target, JsonObject live, JsonObject next)
    {
        if (!target.Resource.HasStatus)
        {
            return next;
        }

        var (from, to) = target.IsStatus ? (next, live.Copy()) : (live, next);
        to.Remove("status");
        if (from["status"] is { } status)
        {
            to["status"] = status.DeepClone();
        }

        return to;
    }

    private JsonObject Owned(RequestTarget target, JsonObject live, JsonObject body, WriteOptions options)
    {
        var config = body.Copy();
        if (target.Resource.HasStatus && target.Subresource.Length == 0)
        {
            config.Remove("status");
        }

        var (merged, conflicts) = OwnershipTracker.Apply(
            target.Resource.Schema, live, config, Manager(target, options, "Apply"), options.Force, Now());
        return conflicts.Count == 0 ? merged : throw FieldConflict.Refusal(conflicts);
    }

    /// <summary>Who applies has managed fields with the object already; any other writer owns what it changed.</summary>
    private void Own(RequestTarget target, JsonObject? live, JsonObject written, JsonNode? managed, WriteOptions options)
    {
        if (options.Applied && managed is not null)
        {
            written.Ensure("metadata")["managedFields"] = managed;
            return;
        }

        OwnershipTracker.Track(
            target.Resource.Schema, live, written, Manager(target, options, "Update"), Now(), target.Resource.Custom is null,
            !target.Resource.HasStatus);
    }

    private async Task<JsonObject> FinishAsync(RequestTarget target, JsonObject live, JsonObject next, WriteOptions options,
        CancellationToken cancellation)
    {
        var resource = target.Resource;
        var managed = next.List("metadata", "managedFields")?.DeepClone();
        next = Restrict(target, live, next);
        ObjectPreparation.Decode(target with { Subresource = "" }, next, options);
        ObjectMetadata.Preserve(live, next);
        ObjectPreparation.ApplyDefaults(resource, next);
        Own(target, live, next, managed, options);
        next = await admission.AdmitAsync(new AdmissionRequest("UPDATE", target, next, live, options), cancellation);
        ObjectPreparation.ApplyDefaults(resource, next);
        if (resource.HasGeneration && ObjectMetadata.DesiredStateDiffers(live, next))
        {
            ObjectMetadata.BumpGeneration(next);
        }

        ObjectPreparation.Validate(resource, next, live);
        next.Ensure("metadata")["resourceVersion"] = live.Text("metadata", "resourceVersion");
        return next;
    }

    /// <summary>A stale version or a foreign UID is a conflict, found before anything else is looked at.</summary>
    private static void CheckPreconditions(RequestTarget target, JsonObject live, JsonObject next)
    {
        if (next.Text("metadata", "uid") is { Length: > 0 } uid && uid != live.Text("metadata", "uid"))
        {
            throw target.Conflict($"Precondition failed: UID in precondition: {uid}, UID in object meta: {live.Text("metadata", "uid")}");
        }

        if (next.Text("metadata", "resourceVersion") is { Length: > 0 } wanted && wanted != live.Text("metadata", "resourceVersion"))
        {
            throw target.Conflict("the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    private JsonObject? TryStore(RequestTarget target, StoredObject stored, JsonObject next, bool dryRun)
    {
        var value = target.Resource.Keep(next);
        if (stored.Deleting && !ObjectMetadata.HasFinalizers(value))
        {
            return dryRun || remover.TryRemove(target, stored) ? next : null;
        }

        return dryRun ? next : Committed(target, store.TryReplace(target.Resource.Storage, stored, value));
    }

    private JsonObject Commit(RequestTarget target, JsonObject body, bool dryRun)
    {
        var exists = ApiException.AlreadyExists(target.Resource.Group, target.Resource.Plural, target.Name);
        if (dryRun)
        {
            return store.Find(target.Resource.Storage, target.Key) is null ? body : throw exists;
        }

        return Committed(target, store.TryCreate(target.Resource.Storage, target.Key, target.Resource.Keep(body))) ?? throw exists;
    }

    private JsonObject? Committed(RequestTarget target, StoredObject? written)
    {
        if (written is null)
        {
            return null;
        }

        committed(target, written);
        return target.Resource.Show(written.Value);
    }

    private void RequireNamespace(RequestTarget target)
    {
        if (!target.Resource.Namespaced)
        {
            return;
        }

        var @namespace = store.Find("namespaces", new ObjectKey("", target.Namespace))
            ?? throw ApiException.NotFound("", "namespaces", target.Namespace);
        if (@namespace.Deleting)
        {
            throw ApiException.Forbidden(
                target.Resource.Group, target.Resource.Plural, target.Name,
                $"unable to create new content in namespace {target.Namespace} because it is being terminated");
        }
    }

    private static FieldManager Manager(RequestTarget target, WriteOptions options, string operation) =>
        new(options.Manager, operation, target.Resource.ApiVersion, target.Subresource);

    private string Now() => ObjectMetadata.Timestamp(clock.GetUtcNow());
}
