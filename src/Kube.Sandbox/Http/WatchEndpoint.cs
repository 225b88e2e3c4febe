namespace Kube.Sandbox.Http;

/// <summary>Streams changes as JSON lines until the client leaves, the time is over, or the resource is gone.</summary>
internal sealed class WatchEndpoint(ObjectStore store, ObjectReader reader, TimeProvider clock)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public async Task ServeAsync(HttpContext context, RequestTarget target, CancellationToken stopping)
    {
        var stream = new WatchStream(context, target, Representation.For(context.Request, target.Resource, clock.GetUtcNow()), context.Request.Selector(target));
        var initial = SendInitial(context.Request);
        var since = context.Request.Version() ?? 0;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        end.CancelAfter(Limit(context.Request));
        context.Response.ContentType = "application/json";
        ListPage? page = null;
        if (initial || since == 0)
        {
            page = reader.List(target, stream.Selector);
            since = page.Version;
        }

        var (subscription, oldest) = store.Watch(target.Resource.Storage, since);
        if (subscription is null)
        {
            await stream.SendAsync("ERROR", ApiException.Expired($"too old resource version: {since} ({oldest})").Status, end.Token);
            return;
        }

        using (subscription)
        {
            await RunAsync(context, stream, page, initial, subscription, since, end.Token);
        }
    }

    private async Task RunAsync(
        HttpContext context, WatchStream stream, ListPage? page, bool initial, Subscription subscription, long since, CancellationToken end)
    {
        try
        {
            await context.Response.StartAsync(end);
            await context.Response.Body.FlushAsync(end);
            foreach (var item in page?.Items ?? [])
            {
                await stream.SendObjectAsync("ADDED", item.Value, end);
            }

            var bookmarks = context.Request.Has("allowWatchBookmarks");
            if (initial && bookmarks)
            {
                await stream.BookmarkAsync(since, initialEnd: true, end);
            }

            await FollowAsync(stream, subscription, bookmarks, since, end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end of a watch: the client left, its time is over, or the server stops.
        }
    }

    private async Task FollowAsync(WatchStream stream, Subscription subscription, bool bookmarks, long since, CancellationToken end)
    {
        using var timer = new PeriodicTimer(BookmarkInterval, clock);
        var tick = bookmarks ? timer.WaitForNextTickAsync(end).AsTask() : Task.Delay(Timeout.InfiniteTimeSpan, end);
        while (true)
        {
            var ready = subscription.Changes.WaitToReadAsync(end).AsTask();
            while (await Task.WhenAny(ready, tick) == tick)
            {
                await tick;
                await stream.BookmarkAsync(since, initialEnd: false, end);
                tick = timer.WaitForNextTickAsync(end).AsTask();
            }

            if (!await ready)
            {
                return;
            }

            while (subscription.Changes.TryRead(out var change))
            {
                since = change.Version;
                await stream.SendChangeAsync(change, end);
            }
        }
    }

    private static bool SendInitial(HttpRequest request)
    {
        var wanted = request.Has("sendInitialEvents");
        if (wanted && request.Get("resourceVersionMatch") != "NotOlderThan")
        {
            throw ApiException.Invalid(
                "meta.k8s.io", "ListOptions", "",
                [FieldError.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")]);
        }

        return wanted;
    }

    private static TimeSpan Limit(HttpRequest request) =>
        long.TryParse(request.Get("timeoutSeconds"), out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : DefaultTimeout;
}
