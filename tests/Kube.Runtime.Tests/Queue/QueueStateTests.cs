using System.Collections.Immutable;

namespace Kube.Runtime.Tests;

public sealed class QueueStateTests
{
    private const int Depth = 7;
    private static readonly string[] Steps = ["add a", "add b", "later a", "tick", "take", "done"];

    /// <summary>Every order of steps: no added key is lost, none has two holders, and drained queues leave nothing behind.</summary>
    [Fact]
    public void No_order_of_steps_breaks_a_promise()
    {
        foreach (var order in Orders(Depth))
        {
            Play(order);
        }
    }

    [Fact]
    public void The_earliest_time_wins()
    {
        var queue = new QueueState<string>();
        queue.AddAt("a", 10);
        queue.AddAt("a", 20);
        queue.NextDue().ShouldBe(10);
        queue.AddAt("a", 5);
        queue.NextDue().ShouldBe(5);
        queue.Advance(5).ShouldBe(["a"]);
        queue.NextDue().ShouldBeNull();
    }

    private static IEnumerable<ImmutableArray<string>> Orders(int depth) =>
        depth == 0 ? [[]] : Orders(depth - 1).SelectMany(order => Steps.Select(order.Add));

    private static void Play(ImmutableArray<string> order)
    {
        var queue = new QueueState<string>();
        var held = new List<string>();
        var wanted = new HashSet<string>();
        var now = 0L;
        foreach (var step in order)
        {
            switch (step)
            {
                case "add a" or "add b":
                    queue.Add(step[4..]);
                    wanted.Add(step[4..]);
                    break;
                case "later a":
                    queue.AddAt("a", now + 1);
                    wanted.Add("a");
                    break;
                case "tick":
                    now += 2;
                    queue.Advance(now).Count();
                    break;
                case "take" when queue.TryTake(out var key):
                    held.ShouldNotContain(key);
                    held.Add(key);
                    wanted.Remove(key);
                    break;
                case "done" when held.Count > 0:
                    queue.Done(held[0]);
                    held.RemoveAt(0);
                    break;
            }
        }

        held.ForEach(queue.Done);
        queue.Advance(now + 2).Count();
        while (queue.TryTake(out var key))
        {
            wanted.Remove(key);
            queue.Done(key);
        }

        wanted.ShouldBeEmpty(string.Join(", ", order));
        queue.Residue.ShouldBe(0);
    }
}
