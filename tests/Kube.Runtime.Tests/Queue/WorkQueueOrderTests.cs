using System.Collections.Immutable;

using Kube.Model;

namespace Kube.Runtime.Tests;

public sealed class WorkQueueOrderTests
{
    private const int Depth = 7;
    private static readonly string[] Steps = ["add a", "add b", "later a", "tick", "take", "done"];

    /// <summary>Every order of steps: no added key is lost, none has two holders, and drained queues leave nothing behind.</summary>
    [Fact]
    public async Task No_order_of_steps_breaks_a_promise()
    {
        foreach (var order in Orders(Depth))
        {
            await PlayAsync(order);
        }
    }

    private static IEnumerable<ImmutableArray<string>> Orders(int depth) =>
        depth == 0 ? [[]] : Orders(depth - 1).SelectMany(order => Steps.Select(order.Add));

    private static async Task PlayAsync(ImmutableArray<string> order)
    {
        var time = new FakeTime();
        using var queue = new WorkQueue("order", time);
        var held = new List<ObjectKey>();
        var wanted = new HashSet<ObjectKey>();
        foreach (var step in order)
        {
            var key = new ObjectKey("", step[^1..]);
            switch (step)
            {
                case "add a" or "add b":
                    queue.Add(key);
                    wanted.Add(key);
                    break;
                case "later a":
                    queue.AddAfter(key, TimeSpan.FromSeconds(1));
                    wanted.Add(key);
                    break;
                case "tick":
                    time.Advance(TimeSpan.FromSeconds(2));
                    break;
                case "take" when queue.Count > 0:
                    var taken = (await queue.TakeAsync())!.Value;
                    held.ShouldNotContain(taken);
                    held.Add(taken);
                    wanted.Remove(taken);
                    break;
                case "done" when held.Count > 0:
                    queue.Done(held[0]);
                    held.RemoveAt(0);
                    break;
            }
        }

        held.ForEach(queue.Done);
        time.Advance(TimeSpan.FromSeconds(2));
        while (queue.Count > 0)
        {
            var key = (await queue.TakeAsync())!.Value;
            wanted.Remove(key);
            queue.Done(key);
        }

        wanted.ShouldBeEmpty(string.Join(", ", order));
        queue.Residue.ShouldBe(0);
    }
}
