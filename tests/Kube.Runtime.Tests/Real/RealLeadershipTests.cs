using Kube.Model;
using Kube.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

public sealed class RealLeadershipTests(TestPlane shared)
{
    [Fact]
    public async Task TheSecondLeadsAsSoonAsTheFirstHasEndedItsWork()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var finish = new TaskCompletionSource();
        var leading = new List<string>();
        var first = Elector(cluster, "first").RunAsync(_ => WorkAsync("first", finish.Task), stopFirst.Token);
        await Eventually.True("first leads", () => leading.Contains("first"));
        var second = Elector(cluster, "second").RunAsync(leadership => WorkAsync("second", UntilAsync(leadership.Token)), stopSecond.Token);

        await stopFirst.CancelAsync();
        (await cluster.Client.GetAsync(Kinds.Lease, cluster.Key("lease"), default)).Spec!.HolderIdentity.ShouldBe("first");
        finish.SetResult();
        await first;

        await Eventually.True("second leads", () => leading.Contains("second"));
        await stopSecond.CancelAsync();
        await second;
        (await cluster.Client.GetAsync(Kinds.Lease, cluster.Key("lease"), default)).Spec!.HolderIdentity.ShouldBeNullOrEmpty();

        async Task WorkAsync(string name, Task until)
        {
            leading.Add(name);
            await until;
        }
    }

    [Fact]
    public async Task ATakenLeaseEndsTheWorkAndRefusesWrites()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        Leadership? held = null;
        var running = Elector(cluster, "me").RunAsync(leadership => UntilAsync((held = leadership).Token), default);
        await Eventually.True("leads", () => held is not null);

        await cluster.Client.MergeAsync(Kinds.Lease, cluster.Key("lease"), """{"spec":{"holderIdentity":"thief"}}"""u8.ToArray(), default);

        await Should.ThrowAsync<LeadershipLostException>(() => running);
        await Should.ThrowAsync<NotLeadingException>(
            () => cluster.Client.GuardedBy(held!).CreateAsync(Settings.Resource, cluster.ConfigMap("late"), default));
        (await cluster.Client.FindAsync(Settings.Resource, cluster.Key("late"), default)).ShouldBeNull();
    }

    private static Task UntilAsync(CancellationToken token) =>
        Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => { }, TaskScheduler.Default);

    private static LeaderElector Elector(RealCluster cluster, string identity) => new(
        cluster.Transport,
        new LeaderElectionOptions
        {
            Namespace = cluster.Namespace,
            Name = "lease",
            Identity = identity,
            RetryPeriod = TimeSpan.FromMilliseconds(200),
        },
        TimeProvider.System,
        NullLogger<LeaderElector>.Instance);
}
