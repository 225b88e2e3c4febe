namespace Kube.Sandbox.Api;

/// <summary>Get and list.</summary>
internal sealed class ObjectReader(ObjectStore store)
{
    public StoredObject? Find(RequestTarget target) => store.Find(target.Resource.Storage, target.Key);

    public JsonObject Get(RequestTarget target) => target.Resource.Show((Find(target) ?? throw target.NotFound()).Value);

    /// <summary>All at once: a limit is a wish that a server need not grant.</summary>
    public ListPage List(RequestTarget target, ObjectSelector selector, long? atLeast = null)
    {
        var (objects, version) = store.Snapshot(target.Resource.Storage);
        if (atLeast > version)
        {
            throw TooLarge(atLeast.Value, version);
        }

        var matching = objects.Values
            .Where(item => target.Namespace.Length == 0 || item.Key.Namespace == target.Namespace)
            .Where(item => target.Name.Length == 0 || item.Key.Name == target.Name)
            .Where(item => selector.Matches(target.Resource.Show(item.Value)));
        return new ListPage([.. matching], version);
    }

    private static ApiException TooLarge(long asked, long current)
    {
        var details = new JsonObject
        {
            ["retryAfterSeconds"] = 1,
            ["causes"] = new JsonArray(
                new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
        };
        return ApiException.Of(504, "Timeout", $"Timeout: Too large resource version: {asked}, current: {current}", details);
    }
}
