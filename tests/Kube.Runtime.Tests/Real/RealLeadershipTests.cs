using Kube.Model;
using Kube.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

public sealed class RealLeadershipTests(TestPlane shared)
{
    [Fact]
    public async Task The_second_leads_as_soon_as_the_first_has_ended_its_work()
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
    public async Task A_taken_lease_ends_the_work_and_refuses_writes_until_it_is_ours_again()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var held = new List<Leadership>();
        using var stop = new CancellationTokenSource();
        var running = Elector(cluster, "me").RunAsync(leadership => LeadAsync(held, leadership), stop.Token);
        await Eventually.True("leads", () => held.Count == 1);

        await HoldAsync("thief");

        await Eventually.True("is told to end", () => held[0].Token.IsCancellationRequested);
        await Should.ThrowAsync<NotLeadingException>(
            () => new KubeClient(cluster.Transport, held[0].EnsureLeading).CreateAsync(
                Settings.Resource, cluster.ConfigMap("late"), default));
        (await cluster.Client.FindAsync(Settings.Resource, cluster.Key("late"), default)).ShouldBeNull();
        held.Count.ShouldBe(1);
        running.IsCompleted.ShouldBeFalse();

        await HoldAsync("");

        await Eventually.True("leads again", () => held.Count == 2);
        await stop.CancelAsync();
        await running;

        Task HoldAsync(string holder) => cluster.Client.MergeAsync(
            Kinds.Lease, cluster.Key("lease"), System.Text.Encoding.UTF8.GetBytes($$$"""{"spec":{"holderIdentity":"{{{holder}}}"}}"""),
            default);
    }

    [Fact]
    public async Task Work_that_does_not_end_after_a_loss_ends_the_process()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var held = new List<Leadership>();
        var never = new TaskCompletionSource();
        var running = Elector(cluster, "me").RunAsync(
            leadership =>
            {
                held.Add(leadership);
                return never.Task;
            },
            default);
        await Eventually.True("leads", () => held.Count == 1);

        await cluster.Client.MergeAsync(Kinds.Lease, cluster.Key("lease"), """{"spec":{"holderIdentity":"thief"}}"""u8.ToArray(), default);

        await Should.ThrowAsync<LeadershipLostException>(() => running);
    }

    private static Task LeadAsync(List<Leadership> held, Leadership leadership)
    {
        held.Add(leadership);
        return UntilAsync(leadership.Token);
    }

    private static Task UntilAsync(CancellationToken token) =>
        Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => { }, TaskScheduler.Default);

    private static LeaderElector Elector(RealCluster cluster, string identity) => new(
        cluster.Transport,
        new LeaderElectionOptions(cluster.Key("lease"), identity) { RetryPeriod = TimeSpan.FromMilliseconds(200) },
        TimeProvider.System,
        NullLogger<LeaderElector>.Instance);
}
