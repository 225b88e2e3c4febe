using System.Globalization;

namespace Kube.Sandbox.Patch;

/// <summary>RFC 6902. The result is a new object; the input stays as it is.</summary>
internal static class JsonPatch
{
    /// <exception cref="PatchException">An operation does not fit the object, or a test fails.</exception>
    public static JsonNode? Apply(JsonNode target, JsonArray operations)
    {
        var root = new JsonObject { [""] = target.DeepClone() };
        foreach (var operation in operations.OfType<JsonObject>())
        {
            Run(root, operation, operation.Text("path") ?? throw new PatchException("path is missing"));
        }

        return root[""]?.DeepClone();
    }

    private static void Run(JsonObject root, JsonObject operation, string path)
    {
        switch (operation.Text("op"))
        {
            case "add":
                Add(root, path, operation["value"]);
                break;
            case "remove":
                Remove(root, path);
                break;
            case "replace":
                Remove(root, path);
                Add(root, path, operation["value"]);
                break;
            case "copy":
                Add(root, path, Get(root, operation.Text("from") ?? ""));
                break;
            case "move":
                Add(root, path, Remove(root, operation.Text("from") ?? ""));
                break;
            case "test" when JsonReading.Same(Get(root, path), operation["value"]):
                break;
            case "test":
                throw new PatchException($"testing path {path} failed");
            default:
                throw new PatchException($"unknown operation {operation.Text("op")}");
        }
    }

    private static (JsonNode? Parent, string Last) Locate(JsonObject root, string path)
    {
        var steps = path.Split('/').Select(step =>
            step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        return (steps[..^1].Aggregate((JsonNode?)root, Child), steps[^1]);
    }

    private static JsonNode? Get(JsonObject root, string path)
    {
        var (parent, last) = Locate(root, path);
        return Child(parent, last);
    }

    private static JsonNode? Child(JsonNode? parent, string step) => parent switch
    {
        JsonObject map when map.TryGetPropertyValue(step, out var child) => child,
        JsonArray list => list[Index(list, step, list.Count - 1)],
        _ => throw new PatchException($"path not found: {step}"),
    };

    private static int Index(JsonArray list, string step, int last) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last
            ? index
            : throw new PatchException($"index out of bounds: {step} of {list.Count}");

    private static void Add(JsonObject root, string path, JsonNode? value)
    {
        switch (Locate(root, path))
        {
            case (JsonObject map, var name):
                map[name] = value?.DeepClone();
                break;
            case (JsonArray list, var step):
                list.Insert(step == "-" ? list.Count : Index(list, step, list.Count), value?.DeepClone());
                break;
            default:
                throw new PatchException($"path not found: {path}");
        }
    }

    private static JsonNode? Remove(JsonObject root, string path)
    {
        var (parent, last) = Locate(root, path);
        var value = Child(parent, last);
        (parent as JsonObject)?.Remove(last);
        if (parent is JsonArray list)
        {
            list.RemoveAt(Index(list, last, list.Count - 1));
        }

        return value;
    }
}

/// <summary>A patch does not fit the object that it is for.</summary>
internal sealed class PatchException(string message) : Exception(message);
