extern alias Full;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Full::k8s;
using Full::k8s.Models;

namespace Kube.Testing.Api;

/// <summary>Custom resources of one kind in a namespace, by the <see cref="IndependentClient"/>: JSON in and out.</summary>
public sealed class CustomCollection
{
    private readonly ICustomObjectsOperations operations;
    private readonly string group;
    private readonly string version;
    private readonly string @namespace;
    private readonly string plural;

    internal CustomCollection(ICustomObjectsOperations operations, string group, string version, string @namespace, string plural) =>
        (this.operations, this.group, this.version, this.@namespace, this.plural) = (operations, group, version, @namespace, plural);

    public Task<JsonNode> Get(string name, CancellationToken cancel) => Json(() =>
        operations.GetNamespacedCustomObjectAsync(group, version, @namespace, plural, name, cancel));

    /// <summary>The whole list, with its <c>metadata</c>.</summary>
    public Task<JsonNode> List(CancellationToken cancel) => Json(() =>
        operations.ListNamespacedCustomObjectAsync(group, version, @namespace, plural, cancellationToken: cancel));

    public Task<JsonNode> Create(JsonNode item, bool dryRun, CancellationToken cancel) => Json(() =>
        operations.CreateNamespacedCustomObjectAsync(
            item, group, version, @namespace, plural, dryRun ? "All" : null, cancellationToken: cancel));

    /// <summary>Server-side apply.</summary>
    public Task<JsonNode> Apply(JsonNode item, string fieldManager, bool force, CancellationToken cancel) => Json(() =>
        operations.PatchNamespacedCustomObjectAsync(
            Patch(item), group, version, @namespace, plural, NameOf(item), fieldManager: fieldManager, force: force,
            cancellationToken: cancel));

    /// <summary>Server-side apply of the subresource <c>status</c>.</summary>
    public Task<JsonNode> ApplyStatus(JsonNode item, string fieldManager, CancellationToken cancel) => Json(() =>
        operations.PatchNamespacedCustomObjectStatusAsync(
            Patch(item), group, version, @namespace, plural, NameOf(item), fieldManager: fieldManager, force: true,
            cancellationToken: cancel));

    public Task Delete(string name, CancellationToken cancel) => Json(() =>
        operations.DeleteNamespacedCustomObjectAsync(group, version, @namespace, plural, name, cancellationToken: cancel));

    /// <summary>The changes after a version. Runs until cancelled.</summary>
    public async IAsyncEnumerable<CustomEvent> Watch(string resourceVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        var changes = operations.WatchListNamespacedCustomObjectAsync(
            group, version, @namespace, plural, resourceVersion: resourceVersion, onError: Fail, cancellationToken: cancel);
        await foreach (var (type, item) in changes)
        {
            yield return new CustomEvent(type.ToString(), Node(item));
        }
    }

    /// <summary>The library skips an event that it can't decode unless it is told not to.</summary>
    private static void Fail(Exception exception) => throw new InvalidOperationException("the watch lost an event", exception);

    private static V1Patch Patch(JsonNode item) => new(item.ToJsonString(), V1Patch.PatchType.ApplyPatch);

    private static string NameOf(JsonNode item) => item["metadata"]!["name"]!.GetValue<string>();

    private static async Task<JsonNode> Json(Func<Task<object>> call) => Node(await IndependentClient.Answered(call));

    private static JsonNode Node(object answer) => JsonSerializer.SerializeToNode((JsonElement)answer)!;
}

/// <summary>One change of a watched collection.</summary>
/// <param name="Type"><c>Added</c>, <c>Modified</c> or <c>Deleted</c>.</param>
public sealed record CustomEvent(string Type, JsonNode Item);
