using System.Collections.Immutable;
using System.Text.Json;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>How owned objects are marked and written.</summary>
public sealed record ConvergerOptions
{
    /// <summary>Field manager of every apply.</summary>
    public required string FieldManager { get; init; }

    /// <summary>Annotation that holds the hash of the applied body, so that a restart needs no write.</summary>
    public required string HashAnnotation { get; init; }

    /// <summary>Labels put on everything; only objects that carry them are ever pruned.</summary>
    public required ImmutableSortedDictionary<string, string> InventoryLabels { get; init; }

    /// <summary>Label that holds the owner's uid, for objects that can't have an owner reference (other namespace, cluster
    /// scope).</summary>
    public required string OwnerLabel { get; init; }
}

/// <summary>Who owns what is converged.</summary>
public sealed record Owner(ResourceType Resource, ObjectMeta Metadata)
{
    internal OwnerReference Reference => new()
    {
        ApiVersion = Resource.ApiVersion,
        Kind = Resource.Kind,
        Name = Metadata.Name ?? "",
        Uid = Metadata.Uid ?? "",
        Controller = true,
    };

    /// <summary>Garbage collection accepts an owner in the same namespace, or one without.</summary>
    internal bool MayBeReferencedFrom(ApplyBody body) =>
        !Resource.Namespaced || (body.Resource.Namespaced && body.Key.Namespace == Metadata.Namespace);
}

/// <summary>What a convergence did: the objects that were written, and those that were deleted.</summary>
public sealed record Converged(
    ImmutableArray<(ResourceType Type, ObjectKey Key)> Applied, ImmutableArray<(ResourceType Type, ObjectKey Key)> Pruned)
{
    public bool WroteNothing => Applied.IsEmpty && Pruned.IsEmpty;
}

/// <summary>Makes the cluster hold the objects that an owner wants, and no others of that owner.</summary>
/// <remarks>
/// <para>Expected flow: for each body, in order, ask the ledger; apply if we want something else than before; read and compare if the
/// object changed under us or we have just started, and apply only on a difference. Then delete what the owner has beyond that, with its
/// uid as precondition.</para>
/// <para>Guarantees: a second convergence with nothing changed sends no request at all; the first one after a restart sends reads only.
/// A foreign change of a field of ours is undone, a foreign field is left alone.</para>
/// <para>Assumption: one process converges an owner at a time (leadership, and one worker for each key).</para>
/// </remarks>
public sealed class Converger(KubeClient client, ConvergerOptions options, IEnumerable<IInformer> owned, ILogger<Converger> logger)
{
    private readonly ApplyLedger ledger = new();
    private readonly ImmutableDictionary<string, IInformer> caches = owned.ToImmutableDictionary(
        cache => cache.Resource.ToString(), StringComparer.Ordinal);

    /// <param name="keep">Objects that stay although they are no longer wanted, such as the configuration that still runs.</param>
    /// <exception cref="ApiException">The first object that could not be written; those before it are.</exception>
    public async Task<Converged> ConvergeAsync(
        Owner owner, IEnumerable<ApplyBody> desired, Func<ResourceType, ObjectMeta, bool>? keep, CancellationToken cancellationToken)
    {
        var applied = ImmutableArray.CreateBuilder<(ResourceType, ObjectKey)>();
        var wanted = new HashSet<(string, ObjectKey)>();
        foreach (var body in desired.Select(body => Stamp(owner, body)))
        {
            wanted.Add((body.Resource.ToString(), body.Key));
            if (await ApplyIfNeededAsync(body, cancellationToken))
            {
                applied.Add((body.Resource, body.Key));
            }
        }

        return new Converged(applied.ToImmutable(), await PruneAsync(owner, wanted, keep, cancellationToken));
    }

    private ApplyBody Stamp(Owner owner, ApplyBody body)
    {
        var labels = options.InventoryLabels.SetItem(options.OwnerLabel, owner.Metadata.Uid ?? "");
        return ApplyBody.FromJson(
            body.Resource, ApplyJson.WithOwnership(body.Json, owner.MayBeReferencedFrom(body) ? owner.Reference : null, labels));
    }

    private async Task<bool> ApplyIfNeededAsync(ApplyBody body, CancellationToken cancellationToken)
    {
        var cache = Cache(body.Resource);
        var answer = ledger.Ask(body, cache.FindMetadata(body.Key), cache.Version);
        if (answer == LedgerAnswer.Unchanged || (answer == LedgerAnswer.Look && await IsAsWantedAsync(body, cancellationToken)))
        {
            return false;
        }

        var json = ApplyJson.WithAnnotation(body.Json, options.HashAnnotation, body.Hash);
        var live = await client.ApplyAsync(body.Resource, body.Key, null, json, new ApplyOptions(options.FieldManager), cancellationToken);
        ledger.Record(body, Metadata(live));
        RuntimeLog.Applied(logger, body.Resource, body.Key);
        if (Subset.Difference(body.Json, live) is { } path)
        {
            ApplyChurn.Add(1, Tag("resource", body.Resource.ToString()));
            RuntimeLog.Churn(logger, body.Resource, body.Key, path);
        }

        return true;
    }

    /// <remarks>
    /// The hash says that our last apply had this very body, so nothing that it set needs removing; the comparison says that it is all
    /// still there.
    /// </remarks>
    private async Task<bool> IsAsWantedAsync(ApplyBody body, CancellationToken cancellationToken)
    {
        if (await client.FindJsonAsync(body.Resource, body.Key, cancellationToken) is not { } live)
        {
            return false;
        }

        var metadata = Metadata(live);
        if (metadata.Annotations.GetValueOrDefault(options.HashAnnotation) != body.Hash || Subset.Difference(body.Json, live) is not null)
        {
            return false;
        }

        ledger.Record(body, metadata);
        return true;
    }

    private async Task<ImmutableArray<(ResourceType Type, ObjectKey Key)>> PruneAsync(
        Owner owner, HashSet<(string, ObjectKey)> wanted, Func<ResourceType, ObjectMeta, bool>? keep, CancellationToken cancellationToken)
    {
        var pruned = ImmutableArray.CreateBuilder<(ResourceType, ObjectKey)>();
        foreach (var (name, cache) in caches.OrderBy(cache => cache.Key, StringComparer.Ordinal))
        {
            foreach (var item in Belonging(owner, cache)
                .Where(item => !wanted.Contains((name, item.Key)) && item.DeletionTimestamp is null))
            {
                if (keep?.Invoke(cache.Resource, item) != true && await DeleteAsync(cache.Resource, item, cancellationToken))
                {
                    pruned.Add((cache.Resource, item.Key));
                }
            }
        }

        return pruned.ToImmutable();
    }

    private async Task<bool> DeleteAsync(ResourceType type, ObjectMeta item, CancellationToken cancellationToken)
    {
        ledger.Forget(type, item.Key);
        try
        {
            var deleted = await client.DeleteAsync(type, item.Key, item.Uid, cancellationToken);
            RuntimeLog.Pruned(logger, type, item.Key);
            return deleted;
        }
        catch (ApiException error) when (error.IsConflict)
        {
            return false;
        }
    }

    private ObjectMeta[] Belonging(Owner owner, IInformer cache)
    {
        var uid = owner.Metadata.Uid ?? throw new ArgumentException("the owner has no uid", nameof(owner));
        return cache.AllMetadata()
            .Where(item => item.Labels.GetValueOrDefault(options.OwnerLabel) == uid
                || item.OwnerReferences.Any(reference => reference.Controller == true && reference.Uid == uid))
            .Where(item => options.InventoryLabels.All(label => item.Labels.GetValueOrDefault(label.Key) == label.Value))
            .OrderBy(item => item.Key)
            .ToArray();
    }

    private IInformer Cache(ResourceType type) =>
        caches.GetValueOrDefault(type.ToString())
            ?? throw new InvalidOperationException($"{type} is converged but no informer of it was given");

    private static ObjectMeta Metadata(byte[] json) =>
        JsonSerializer.Deserialize(json, KubeJson.Options.TypeInfo<ObjectMetadata>())!.Metadata;
}
