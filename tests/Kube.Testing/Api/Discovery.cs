using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Kube.Testing.Api;

/// <summary>Finds the collection of a kind by asking the server; answers of found kinds are kept.</summary>
internal sealed class Discovery(RawKube kube)
{
    private readonly ConcurrentDictionary<(string Version, string Kind), (string Plural, bool Namespaced)> known = new();

    public async Task<string> Collection(JsonNode item, CancellationToken cancel)
    {
        var version = Text(item["apiVersion"]);
        var kind = Text(item["kind"]);
        var root = version.Contains('/', StringComparison.Ordinal) ? $"/apis/{version}" : $"/api/{version}";
        if (!known.TryGetValue((version, kind), out var resource))
        {
            resource = known[(version, kind)] = await Find(root, kind, cancel);
        }

        return resource.Namespaced
            ? $"{root}/namespaces/{item["metadata"]?["namespace"]?.GetValue<string>() ?? "default"}/{resource.Plural}"
            : $"{root}/{resource.Plural}";
    }

    private async Task<(string Plural, bool Namespaced)> Find(string root, string kind, CancellationToken cancel)
    {
        var resources = (await kube.Send(HttpMethod.Get, root, cancel: cancel)).Json()["resources"]!.AsArray();
        var match = resources.FirstOrDefault(resource => Text(resource!["kind"]) == kind
            && !Text(resource["name"]).Contains('/', StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{root} has no kind {kind}");
        return (Text(match["name"]), match["namespaced"]!.GetValue<bool>());
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
