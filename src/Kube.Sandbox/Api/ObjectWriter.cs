using Kube.Sandbox.Admission;
using Kube.Sandbox.Apply;

namespace Kube.Sandbox.Api;

/// <summary>Create and update, in the order of the real server: decode, default, admit, validate, own, store.</summary>
internal sealed class ObjectWriter(ObjectStore store, AdmissionChain admission, ObjectRemover remover, Action<RequestTarget, StoredObject> committed, TimeProvider clock)
{
    /// <summary>A change of an object; may return null for "leave it as it is".</summary>
    /// <param name="live">A copy that may be written to.</param>
    public delegate JsonObject? Edit(JsonObject live);

    public async Task<JsonObject> CreateAsync(RequestTarget target, JsonObject body, WriteOptions options, CancellationToken cancellation)
    {
        var resource = target.Resource;
        if (body.Text("metadata", "resourceVersion") is { Length: > 0 } and not "0")
        {
            throw ApiException.Of(500, "", "resourceVersion should not be set on objects to be created");
        }

        ObjectPreparation.Decode(target, body, options);
        var owned = FieldManagers.Read(body);
        Begin(target, body, owned, options.Manager.Length > 0);
        var named = target with { Name = body.Text("metadata", "name") ?? "" };
        RequireNamespace(named);
        ObjectPreparation.ApplyDefaults(resource, body);
        if (body.List("metadata", "managedFields") is null)
        {
            Track(named, null, body, options);
        }

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
            if (next is null)
            {
                return live;
            }

            CheckPreconditions(target, live, next);
            next = await FinishAsync(target, live, next, options, cancellation);
            if (next is null)
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
    public async Task<(JsonObject Result, bool Created)> ApplyAsync(RequestTarget target, JsonObject body, WriteOptions options, CancellationToken cancellation)
    {
        ObjectPreparation.RefuseUnknown(target, body);
        ObjectPreparation.Decode(target with { Subresource = "" }, body, options);
        var quiet = options with { Validation = FieldValidation.Ignore };
        if (store.Find(target.Resource.Storage, target.Key) is null && target.Subresource.Length == 0)
        {
            var applied = Owned(target, new JsonObject { ["metadata"] = new JsonObject() }, body, options);
            applied["apiVersion"] = target.Resource.ApiVersion;
            applied["kind"] = target.Resource.Kind;
            applied.Ensure("metadata")["name"] = target.Name;
            return (await CreateAsync(target, applied, quiet, cancellation), true);
        }

        return (await UpdateAsync(target, live => Owned(target, live, body, options), quiet with { Manager = "" }, cancellation), false);
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

    private void Begin(RequestTarget target, JsonObject body, FieldManagers owned, bool keepOwners)
    {
        ObjectMetadata.Initialize(body, target.Namespace, target.Resource.HasGeneration, clock.GetUtcNow());
        if (target.Resource.HasStatus)
        {
            body.Remove("status");
        }

        if (keepOwners && owned.Any)
        {
            owned.Write(body);
        }
    }

    private async Task<JsonObject?> FinishAsync(RequestTarget target, JsonObject live, JsonObject next, WriteOptions options, CancellationToken cancellation)
    {
        var resource = target.Resource;
        var managed = next.List("metadata", "managedFields")?.DeepClone();
        next = Restrict(target, live, next);
        ObjectPreparation.Decode(target with { Subresource = "" }, next, options);
        ObjectMetadata.Preserve(live, next);
        ObjectPreparation.ApplyDefaults(resource, next);
        if (options.Manager.Length > 0)
        {
            Track(target, live, next, options);
        }
        else if (managed is not null)
        {
            next.Ensure("metadata")["managedFields"] = managed;
        }

        next = await admission.AdmitAsync(new AdmissionRequest("UPDATE", target, next, live, options), cancellation);
        ObjectPreparation.ApplyDefaults(resource, next);
        if (resource.HasGeneration && ObjectMetadata.DesiredStateDiffers(live, next))
        {
            ObjectMetadata.BumpGeneration(next);
        }

        ObjectPreparation.Validate(resource, next, live);
        next.Ensure("metadata")["resourceVersion"] = live.Text("metadata", "resourceVersion");
        return JsonReading.Same(live, next) ? null : next;
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

        if (dryRun)
        {
            return next;
        }

        if (store.TryReplace(target.Resource.Storage, stored, value) is not { } written)
        {
            return null;
        }

        committed(target, written);
        return target.Resource.Show(written.Value);
    }

    private JsonObject Commit(RequestTarget target, JsonObject body, bool dryRun)
    {
        if (dryRun)
        {
            return store.Find(target.Resource.Storage, target.Key) is null ? body : throw Exists(target);
        }

        var written = store.TryCreate(target.Resource.Storage, target.Key, target.Resource.Keep(body)) ?? throw Exists(target);
        committed(target, written);
        return target.Resource.Show(written.Value);
    }

    private void RequireNamespace(RequestTarget target)
    {
        if (!target.Resource.Namespaced)
        {
            return;
        }

        var @namespace = store.Find("namespaces", new ObjectKey("", target.Namespace)) ?? throw ApiException.NotFound("", "namespaces", target.Namespace);
        if (@namespace.Deleting)
        {
            throw ApiException.Forbidden(
                target.Resource.Group, target.Resource.Plural, target.Name,
                $"unable to create new content in namespace {target.Namespace} because it is being terminated");
        }
    }

    private void Track(RequestTarget target, JsonObject? live, JsonObject written, WriteOptions options) => OwnershipTracker.Track(
        target.Resource.Schema, live, written, Manager(target, options, "Update"), Now(), target.Resource.Custom is null, !target.Resource.HasStatus);

    private static ApiException Exists(RequestTarget target) =>
        ApiException.AlreadyExists(target.Resource.Group, target.Resource.Plural, target.Name);

    private static FieldManager Manager(RequestTarget target, WriteOptions options, string operation) =>
        new(options.Manager, operation, target.Resource.ApiVersion, target.Subresource);

    private string Now() => ObjectMetadata.Timestamp(clock.GetUtcNow());
}
