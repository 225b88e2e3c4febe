using System.Collections.Concurrent;

using k8s;

using Kube.Model;
using Kube.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

public sealed class ReflectorTests
{
    private readonly ConcurrentQueue<string> seen = new();

    [Fact]
    public async Task AnExpiredVersionLeadsToANewListAndFindsWhatWasDeletedInTheGap()
    {
        var lists = new Queue<string>([
            FakeApi.List("10", "p2", FakeApi.ConfigMap("a", "1")),
            FakeApi.List("10", null, FakeApi.ConfigMap("b", "2")),
            FakeApi.List("20", null, FakeApi.ConfigMap("b", "15"))]);
        await using var api = await FakeApi.StartAsync((context, api) => IsWatch(context)
            ? api.Watches.IsEmpty ? api.HoldAsync(context) : api.HoldAsync(context)
            : FakeApi.JsonAsync(context, lists.Dequeue()));
        using var run = Run(api, WatchOptions.Default);
        await Eventually.True("first list", () => seen.Count == 2);
        await Eventually.True("watch", () => !api.Watches.IsEmpty);

        await FakeApi.SendAsync(api.Watches.First(), """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}""");

        await Eventually.True("second list", () => seen.Count == 4);
        seen.ShouldBe(["+a", "+b", "~b", "-a"]);
        api.Requests.ShouldContain(request => request.Contains("continue=p2"));
        await Eventually.True("a watch from the new version", () => api.Requests.Any(request => request.Contains("resourceVersion=20")));
    }

    [Fact]
    public async Task ADeadWatchIsOpenedAgainFromTheLastBookmark()
    {
        await using var api = await FakeApi.StartAsync(async (context, api) =>
        {
            if (!IsWatch(context))
            {
                await FakeApi.JsonAsync(context, FakeApi.List("10", null));
                return;
            }

            if (api.Watches.IsEmpty)
            {
                await FakeApi.SendAsync(context, """{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"33"}}}""");
            }

            await api.HoldAsync(context);
        });
        using var run = Run(api, WatchOptions.Default with { Idle = TimeSpan.FromMilliseconds(300) });

        await Eventually.True("a watch from the bookmark", () => api.Requests.Any(request => request.Contains("resourceVersion=33")));

        api.Requests.Count(request => !request.Contains("watch=true")).ShouldBe(1);
    }

    [Fact]
    public async Task AWatchThatNeverSaidAnythingLeadsToANewList()
    {
        await using var api = await FakeApi.StartAsync((context, api) =>
            IsWatch(context) ? api.HoldAsync(context) : FakeApi.JsonAsync(context, FakeApi.List("10", null)));
        using var run = Run(api, WatchOptions.Default with { Idle = TimeSpan.FromMilliseconds(200) });

        await Eventually.True("a second list", () => api.Requests.Count(request => !request.Contains("watch=true")) >= 2);
    }

    [Fact]
    public async Task OneUndecodableObjectDoesNotStopTheStream()
    {
        await using var api = await FakeApi.StartAsync((context, api) =>
            IsWatch(context) ? api.HoldAsync(context) : FakeApi.JsonAsync(context, FakeApi.List("10", null, FakeApi.ConfigMap("a", "1"))));
        using var run = Run(api, WatchOptions.Default);
        await Eventually.True("watch", () => !api.Watches.IsEmpty);

        await FakeApi.SendAsync(api.Watches.First(), """{"type":"ADDED","object":{"metadata":{"name":"bad","namespace":"n","resourceVersion":"11"},"data":"text"}}""");
        await FakeApi.SendAsync(api.Watches.First(), $$"""{"type":"ADDED","object":{{FakeApi.ConfigMap("c", "12")}}}""");

        await Eventually.True("the next object", () => seen.Contains("+c"));
        seen.ShouldBe(["+a", "+c"]);
    }

    [Fact]
    public async Task ARejectedTokenIsReadAgainAndTheRequestRepeatedOnce()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "old");
        await using var api = await FakeApi.StartAsync(async (context, _) =>
        {
            var good = context.Request.Headers.Authorization == "Bearer new";
            await File.WriteAllTextAsync(file, "new");
            await FakeApi.JsonAsync(context, good ? FakeApi.ConfigMap("a", "1") : """{"kind":"Status","code":401,"reason":"Unauthorized"}""", good ? 200 : 401);
        });

        var client = FakeApi.Client(new KubernetesClientConfiguration
        {
            Host = api.Address.ToString(),
            TokenProvider = new RotatingTokenFile(file, TimeProvider.System),
        });

        (await client.GetAsync(Settings.Resource, new ObjectKey("n", "a"), default)).Metadata.Name.ShouldBe("a");
        api.Requests.Count.ShouldBe(2);
        File.Delete(file);
    }

    private static bool IsWatch(Microsoft.AspNetCore.Http.HttpContext context) => context.Request.Query.ContainsKey("watch");

    private Running Run(FakeApi api, WatchOptions limits)
    {
        var informer = new Informer<Settings>(api.Client(), Settings.Resource, ListOptions.All, TimeProvider.System, NullLogger.Instance, limits);
        informer.AddHandler(change => seen.Enqueue((change.Old, change.New) switch
        {
            (null, { } now) => $"+{now.Metadata.Name}",
            ({ } old, null) => $"-{old.Metadata.Name}",
            ({ } old, _) => $"~{old.Metadata.Name}",
            _ => "?",
        }));
        var stop = new CancellationTokenSource();
        _ = informer.RunAsync(stop.Token);
        return new Running(stop);
    }

    private sealed class Running(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => stop.Cancel();
    }
}
