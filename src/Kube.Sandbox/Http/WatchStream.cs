namespace Kube.Sandbox.Http;

/// <summary>The events of one watch, through its selector: an object that stops matching is deleted for this client.</summary>
internal sealed class WatchStream(HttpContext context, RequestTarget target, Representation representation, ObjectSelector selector)
{
    public ObjectSelector Selector => selector;

    public Task SendChangeAsync(Change change, CancellationToken cancellation)
    {
        var was = change.Previous is not null && Concerns(change.Previous);
        var concerned = change.Kind != ChangeKind.Deleted && Concerns(change.Current);
        return (was, concerned) switch
        {
            (false, true) => SendObjectAsync("ADDED", change.Current.Value, cancellation),
            (true, true) => SendObjectAsync("MODIFIED", change.Current.Value, cancellation),
            (true, false) => SendObjectAsync("DELETED", Last(change), cancellation),
            _ => Task.CompletedTask,
        };
    }

    public Task SendObjectAsync(string type, JsonObject value, CancellationToken cancellation) =>
        SendAsync(type, representation.One(target.Resource.Show(value)), cancellation);

    public Task BookmarkAsync(long version, bool initialEnd, CancellationToken cancellation)
    {
        var metadata = new JsonObject { ["resourceVersion"] = $"{version}" };
        if (initialEnd)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var bookmark = new JsonObject { ["kind"] = target.Resource.Kind, ["apiVersion"] = target.Resource.ApiVersion, ["metadata"] = metadata };
        return SendAsync("BOOKMARK", representation.One(bookmark), cancellation);
    }

    public async Task SendAsync(string type, JsonObject value, CancellationToken cancellation)
    {
        await context.Response.Body.WriteAsync(Answer.Bytes(new JsonObject { ["type"] = type, ["object"] = value.DeepClone() }), cancellation);
        await context.Response.Body.FlushAsync(cancellation);
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
