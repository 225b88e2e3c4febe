using System.Text.Json.Nodes;
using Kube.Sandbox.Resources;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Api;

/// <summary>Get and list.</summary>
internal sealed class ObjectReader(ObjectStore store)
{
    public StoredObject? Find(RequestTarget target) => store.Find(target.Resource.Storage, target.Key);

    public IEnumerable<StoredObject> All(ResourceDefinition resource, string @namespace = "") =>
        store.Snapshot(resource.Storage).Objects.Values.Where(item => @namespace.Length == 0 || item.Key.Namespace == @namespace);

    public JsonObject Get(RequestTarget target) =>
        target.Resource.View.FromStorage((Find(target) ?? throw target.NotFound()).Value);

    public ListPage List(RequestTarget target, ListQuery query)
    {
        var (objects, version) = store.Snapshot(target.Resource.Storage);
        if (query.ResourceVersion > version)
        {
            throw TooLarge(query.ResourceVersion.Value, version);
        }

        var after = default(ObjectKey?);
        if (query.Continue is { } token)
        {
            after = token.After;
            version = token.Version;
            objects = store.Page(target.Resource.Storage, version)
                ?? throw ApiException.Expired("The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");
        }

        var matching = objects.Values
            .Where(item => after is null || item.Key.CompareTo(after.Value) > 0)
            .Where(item => target.Namespace.Length == 0 || item.Key.Namespace == target.Namespace)
            .Where(item => target.Name.Length == 0 || item.Key.Name == target.Name)
            .Where(item => query.Selector.Matches(target.Resource.View.FromStorage(item.Value)))
            .ToList();
        if (query.Limit is null or 0 || matching.Count <= query.Limit)
        {
            return new ListPage(matching, version, null, 0);
        }

        store.KeepPage(target.Resource.Storage, version, objects);
        var page = matching.Take((int)query.Limit).ToList();
        return new ListPage(page, version, new ContinueToken(version, page[^1].Key), matching.Count - page.Count);
    }

    private static ApiException TooLarge(long asked, long current)
    {
        var details = new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            ["retryAfterSeconds"] = 1,
        };
        return ApiException.Of(504, "Timeout", $"Timeout: Too large resource version: {asked}, current: {current}", details);
    }
}

internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Version, ContinueToken? Next, int Remaining);

internal sealed record ListQuery(ObjectSelector Selector, long? Limit = null, ContinueToken? Continue = null, long? ResourceVersion = null);
