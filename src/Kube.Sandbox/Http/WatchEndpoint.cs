namespace Kube.Sandbox.Http;

/// <summary>Streams changes as JSON lines until the client leaves, the time is over, or the resource is gone.</summary>
internal sealed class WatchEndpoint(ObjectStore store, ObjectReader reader, TimeProvider clock)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromSeconds(30);

    public async Task ServeAsync(HttpContext context, RequestTarget target, CancellationToken stopping)
    {
        var (request, selector) = (context.Request, context.Request.Selector(target));
        var stream = new WatchStream(context.Response, target, Representation.For(request, target.Resource, clock.GetUtcNow()), selector);
        RefuseWatchList(request);
        var since = request.Version() ?? 0;
        var page = since == 0 ? reader.List(target, selector) : new ListPage([], since);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        end.CancelAfter(TimeSpan.FromSeconds(long.TryParse(request.Get("timeoutSeconds"), out var seconds) && seconds > 0 ? seconds
            : 1800));
        context.Response.ContentType = "application/json";
        var (subscription, oldest) = store.Watch(target.Resource.Storage, page.Version);
        if (subscription is null)
        {
            await stream.SendAsync("ERROR", ApiException.Expired($"too old resource version: {since} ({oldest})").Status, end.Token);
            return;
        }

        using (subscription)
        {
            try
            {
                await RunAsync(context, stream, page, subscription, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The end of a watch: the client left, its time is over, or the server stops.
            }
        }
    }

    private async Task RunAsync(HttpContext context, WatchStream stream, ListPage page, Subscription subscription, CancellationToken end)
    {
        var bookmarks = context.Request.Has("allowWatchBookmarks");
        await context.Response.StartAsync(end);
        await context.Response.Body.FlushAsync(end);
        foreach (var item in page.Items)
        {
            await stream.SendObjectAsync("ADDED", item.Value, end);
        }

        var since = page.Version;
        for (Task<bool>? ready = null; ;)
        {
            ready ??= subscription.Changes.WaitToReadAsync(end).AsTask();
            try
            {
                if (!await ready.WaitAsync(bookmarks ? BookmarkInterval : Timeout.InfiniteTimeSpan, clock, end))
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                await stream.BookmarkAsync(since, end);
                continue;
            }

            for (ready = null; subscription.Changes.TryRead(out var change); since = change.Version)
            {
                await stream.SendChangeAsync(change, end);
            }
        }
    }

    /// <summary>As a server with this feature off: clients list and watch then.</summary>
    private static void RefuseWatchList(HttpRequest request)
    {
        if (request.Has("sendInitialEvents"))
        {
            const string words = "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled";
            throw ApiException.Invalid("meta.k8s.io", "ListOptions", "", [FieldError.Forbidden("sendInitialEvents", words)]);
        }
    }
}
