using Kube.Model;
using Kube.Testing;

namespace Kube.Runtime.Tests;

public sealed class RealClientTests(TestPlane shared)
{
    [Fact]
    public async Task An_applied_object_is_seen_by_a_watch()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var informer = cluster.Informers.Get(Settings.Resource, new ListOptions { Namespace = cluster.Namespace });
        await cluster.RunInformersAsync();

        await cluster.Client.ApplyAsync(
            ApplyBody.Of(Settings.Resource, cluster.ConfigMap("a", ("k", "1"))), new ApplyOptions("tests"), default);

        await Eventually.True("seen", () => informer.Store.Find(cluster.Key("a"))?.Data["k"] == "1");
    }

    [Fact]
    public async Task Pages_are_read_to_the_end()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
        {
            await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap(name), default);
        }

        var names = new List<string?>();
        await foreach (var item in cluster.Client.ListAsync(
            Settings.Resource.AsMetadata(), new ListOptions { Namespace = cluster.Namespace, PageSize = 2 }, default))
        {
            names.Add(item.Metadata.Name);
        }

        names.ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Fact]
    public async Task A_deletion_does_not_hit_a_successor()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var first = await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap("a"), default);
        (await cluster.Client.DeleteAsync(Settings.Resource, cluster.Key("a"), first.Metadata.Uid, default)).ShouldBeTrue();
        await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap("a"), default);

        var error = await Should.ThrowAsync<ApiException>(
            () => cluster.Client.DeleteAsync(Settings.Resource, cluster.Key("a"), first.Metadata.Uid, default));

        error.IsConflict.ShouldBeTrue();
        (await cluster.Client.FindAsync(Settings.Resource, cluster.Key("a"), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_missing_kind_is_named_while_caches_fill()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var unknown = new ResourceType<ObjectMetadata>("nobody.example", "v1", "things", "Thing", true, KubeJson.Options);
        cluster.Informers.Get(unknown);
        using var stop = new CancellationTokenSource();
        var running = cluster.Informers.RunAsync(stop.Token);

        await Eventually.True("seen", () => cluster.Informers.Missing().Any(one => one.Error is not null));
        var error =
            await Should.ThrowAsync<CacheSyncException>(() => cluster.Informers.WaitForSyncAsync(TimeSpan.FromMilliseconds(1), default));

        error.Message.ShouldContain("things.nobody.example");
        error.Message.ShouldContain("404");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    /// <summary>After a restore of etcd our version lies in the future, and the API server then says nothing at all, not even an
    /// error.</summary>
    [Fact]
    public async Task A_watch_from_a_version_of_the_future_is_noticed_as_silence()
    {
        await using var cluster = await RealCluster.StartAsync(shared);

        await Should.ThrowAsync<WatchSilentException>(async () =>
        {
            var limits = WatchOptions.Default with { Idle = TimeSpan.FromSeconds(2) };
            await foreach (var _ in cluster.Client.WatchAsync(Settings.Resource, ListOptions.All, "9999999999", limits, default))
            {
            }
        });
    }
}
