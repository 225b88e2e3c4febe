using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Controllers;

/// <summary>A ReplicaSet as a rollout sees it.</summary>
internal sealed record RolloutSet(string Name, bool IsNew, int Wanted, int Actual, int Available, long Version);

/// <summary>The next step of a rollout, as a pure function.</summary>
internal static class RolloutPlan
{
    /// <returns>The sets to scale, with their new replica counts; empty when nothing is to do now.</returns>
    public static ImmutableArray<(string Name, int Replicas)> Next(JsonObject deployment, ImmutableArray<RolloutSet> sets)
    {
        var desired = (int)(deployment.Integer("spec", "replicas") ?? 1);
        var current = sets.First(set => set.IsNew);
        var old = sets.Where(set => !set.IsNew).ToList();
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            return Recreate(desired, current, old);
        }

        var surge = Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxSurge"), desired, up: true);
        var unavailable = Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable"), desired, up: false);
        if (surge == 0 && unavailable == 0)
        {
            unavailable = 1;
        }

        var steps = ImmutableArray.CreateBuilder<(string, int)>();
        var total = sets.Sum(set => set.Wanted);
        var grown = current.Wanted > desired ? desired : Math.Max(current.Wanted, Math.Min(desired, current.Wanted + desired + surge - total));
        if (grown != current.Wanted)
        {
            steps.Add((current.Name, grown));
        }

        steps.AddRange(Shrink(old, current, desired - unavailable));
        return steps.ToImmutable();
    }

    private static ImmutableArray<(string, int)> Recreate(int desired, RolloutSet current, List<RolloutSet> old)
    {
        var running = old.Where(set => set.Wanted > 0).Select(set => (set.Name, 0)).ToImmutableArray();
        if (running.Length > 0)
        {
            return running;
        }

        return current.Wanted == desired || old.Exists(set => set.Actual > 0) ? [] : [(current.Name, desired)];
    }

    /// <summary>First takes away old pods that are not available anyway, then available ones as far as the minimum allows.</summary>
    private static IEnumerable<(string, int)> Shrink(List<RolloutSet> old, RolloutSet current, int minimum)
    {
        var spare = Math.Max(0, current.Available + old.Sum(set => Math.Min(set.Available, set.Wanted)) - minimum);
        foreach (var set in old.Where(set => set.Wanted > 0).OrderBy(set => set.Version))
        {
            var broken = Math.Max(0, set.Wanted - set.Available);
            var taken = Math.Min(set.Wanted - broken, spare);
            spare -= taken;
            if (broken + taken > 0)
            {
                yield return (set.Name, set.Wanted - broken - taken);
            }
        }
    }

    private static int Resolve(JsonNode? amount, int desired, bool up)
    {
        if (amount.Text() is not { } text)
        {
            return (int)(amount.Integer() ?? 1);
        }

        var share = double.Parse(text.TrimEnd('%')) * desired / 100;
        return (int)(up ? Math.Ceiling(share) : Math.Floor(share));
    }
}
