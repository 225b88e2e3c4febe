using Kube.Model;

namespace Kube.Runtime.Tests;

public sealed class WorkQueueTests : IDisposable
{
    private static readonly ObjectKey A = new("n", "a");
    private readonly FakeTime time = new();
    private readonly WorkQueue queue;

    public WorkQueueTests() => queue = new WorkQueue("tests", time);

    public void Dispose() => queue.Dispose();

    [Fact]
    public async Task A_key_added_while_held_comes_back_once()
    {
        queue.Add(A);
        var held = (await queue.TakeAsync())!.Value;
        queue.Add(A);
        queue.Add(A);
        queue.Count.ShouldBe(0);
        queue.Done(held);
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_immediate_add_does_not_cancel_a_later_one()
    {
        queue.AddAfter(A, TimeSpan.FromSeconds(30));
        queue.Add(A);
        queue.Done((await queue.TakeAsync())!.Value);
        queue.Count.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(31));
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_earliest_time_wins()
    {
        queue.AddAfter(A, TimeSpan.FromSeconds(10));
        queue.AddAfter(A, TimeSpan.FromSeconds(20));
        time.Pending().ShouldBe([TimeSpan.FromSeconds(10)]);
        queue.AddAfter(A, TimeSpan.FromSeconds(5));
        time.Pending().ShouldBe([TimeSpan.FromSeconds(5)]);
        time.Advance(TimeSpan.FromSeconds(5));
        (await queue.TakeAsync()).ShouldBe(A);
        time.Pending().ShouldBeEmpty();
    }

    [Fact]
    public void Backoff_doubles_up_to_five_minutes_and_starts_anew_when_forgotten()
    {
        var waits = Enumerable.Range(0, 20).Select(_ => queue.AddAfterFailure(A)).ToArray();
        waits[0].ShouldBe(TimeSpan.FromMilliseconds(5));
        waits[1].ShouldBe(TimeSpan.FromMilliseconds(10));
        waits[^1].ShouldBe(TimeSpan.FromMinutes(5));
        queue.Forget(A);
        queue.AddAfterFailure(A).ShouldBe(TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task Shutdown_wakes_every_waiter_and_drops_what_waits()
    {
        var waiters = Enumerable.Range(0, 3).Select(_ => queue.TakeAsync().AsTask()).ToArray();
        queue.ShutDown();
        (await Task.WhenAll(waiters)).ShouldAllBe(held => held == null);
        queue.Add(A);
        queue.AddAfter(A, TimeSpan.Zero);
        (await queue.TakeAsync()).ShouldBeNull();
    }
}
