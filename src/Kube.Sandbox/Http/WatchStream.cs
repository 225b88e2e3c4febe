namespace Kube.Sandbox.Http;

/// <summary>The events of one watch, through its selector: an object that stops matching is deleted for this client.</summary>
internal sealed class WatchStream(HttpResponse response, RequestTarget target, Representation representation, ObjectSelector selector)
{
    public Task SendChangeAsync(Change change, CancellationToken cancellation)
    {
        var was = change.Previous is not null && Concerns(change.Previous);
        var concerned = change.Kind != ChangeKind.Deleted && Concerns(change.Current);
        return (was, concerned) switch
        {
            (_, true) => SendObjectAsync(was ? "MODIFIED" : "ADDED", change.Current.Value, cancellation),
            (true, false) => SendObjectAsync("DELETED", Last(change), cancellation),
            _ => Task.CompletedTask,
        };
    }

    public Task SendObjectAsync(string type, JsonObject value, CancellationToken cancellation) =>
        SendAsync(type, representation.One(target.Resource.Show(value)), cancellation);

    public Task BookmarkAsync(long version, CancellationToken cancellation) => SendAsync(
        "BOOKMARK",
        representation.One(new JsonObject
        {
            ["kind"] = target.Resource.Kind, ["apiVersion"] = target.Resource.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = $"{version}" },
        }),
        cancellation);

    public async Task SendAsync(string type, JsonObject value, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(Answer.Bytes(new JsonObject { ["type"] = type, ["object"] = value.DeepClone() }), cancellation);
        await response.Body.FlushAsync(cancellation);
    }

    /// <summary>The state that the client knew, with the version of the change that took it away.</summary>
    private static JsonObject Last(Change change)
    {
        var last = change.Previous!.Value.Copy();
        last.Ensure("metadata")["resourceVersion"] = $"{change.Version}";
        return last;
    }

    private bool Concerns(StoredObject item) =>
        (target.Namespace.Length == 0 || item.Key.Namespace == target.Namespace)
        && (target.Name.Length == 0 || item.Key.Name == target.Name)
        && selector.Matches(target.Resource.Show(item.Value));
}
