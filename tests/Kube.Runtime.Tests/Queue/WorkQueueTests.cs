namespace Kube.Runtime.Tests;

public sealed class WorkQueueTests
{
    private readonly FakeTime time = new();

    [Fact]
    public async Task A_key_added_while_held_comes_back_once()
    {
        using var queue = new WorkQueue<string>("t1", time);
        queue.Add("a");
        var held = (await queue.TakeAsync(default))!;
        queue.Add("a");
        queue.Add("a");
        queue.Count.ShouldBe(0);
        queue.Done(held);
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_immediate_add_does_not_cancel_a_later_one()
    {
        using var queue = new WorkQueue<string>("t2", time);
        queue.AddAfter("a", TimeSpan.FromSeconds(30));
        queue.Add("a");
        queue.Done((await queue.TakeAsync(default))!);
        queue.Count.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(31));
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public void Backoff_doubles_up_to_five_minutes_and_starts_anew_when_forgotten()
    {
        using var queue = new WorkQueue<string>("t3", time);
        var waits = Enumerable.Range(0, 20).Select(_ => queue.AddAfterFailure("a")).ToArray();
        waits[0].ShouldBe(TimeSpan.FromMilliseconds(5));
        waits[1].ShouldBe(TimeSpan.FromMilliseconds(10));
        waits[^1].ShouldBe(TimeSpan.FromMinutes(5));
        queue.Forget("a");
        queue.AddAfterFailure("a").ShouldBe(TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task Shutdown_wakes_every_waiter()
    {
        using var queue = new WorkQueue<string>("t4", time);
        var waiters = Enumerable.Range(0, 3).Select(_ => queue.TakeAsync(default).AsTask()).ToArray();
        queue.ShutDown();
        (await Task.WhenAll(waiters)).ShouldAllBe(held => held == null);
    }

    [Fact]
    public async Task A_cancelled_waiter_does_not_swallow_a_key()
    {
        using var queue = new WorkQueue<string>("t5", time);
        using var cancel = new CancellationTokenSource();
        var first = queue.TakeAsync(cancel.Token).AsTask();
        var second = queue.TakeAsync(default).AsTask();
        await cancel.CancelAsync();
        queue.Add("a");
        (await second)!.Key.ShouldBe("a");
        await Should.ThrowAsync<OperationCanceledException>(() => first);
    }
}
