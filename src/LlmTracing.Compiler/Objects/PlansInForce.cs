using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>
/// The plan in force of each policy, stored next to the collectors, so that a policy with errors keeps its previous plan, even
/// after a restart of the operator. It has its own ConfigMap: it changes more often than the configuration and restarts nothing.
/// </summary>
public static class PlansInForce
{
    /// <summary>Key in the ConfigMap's data.</summary>
    public const string File = "plans.json";

    /// <summary>Canonical JSON: policy (<c>namespace/name</c>) to plan.</summary>
    public static string Write(PipelinePlan plan)
    {
        var plans = ImmutableSortedDictionary.CreateBuilder<string, RedactionPlan>(StringComparer.Ordinal);
        foreach (var route in plan.Routes)
        {
            if (route.Redaction is { } digest)
            {
                plans[route.Policy.ToString()] = plan.Redactions[digest];
            }
        }

        return Encoding.UTF8.GetString(KubeJson.Serialize(plans.ToImmutable(), Json));
    }

    /// <summary>The plans in a ConfigMap; empty if it is missing or unreadable.</summary>
    public static ImmutableSortedDictionary<string, RedactionPlan> Read(V1ConfigMap? map)
    {
        try
        {
            var plans = map?.Data is { } data && data.TryGetValue(File, out var json)
                ? JsonSerializer.Deserialize(json, Json).OrEmpty()
                : None;
            return plans.RemoveRange(plans.Where(pair => !IsComplete(pair.Value)).Select(pair => pair.Key));
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static readonly ImmutableSortedDictionary<string, RedactionPlan> None = ImmutableSortedDictionary<string, RedactionPlan>.Empty;

    /// <summary>False for plans of an older version with fewer categories, which cannot run.</summary>
    private static bool IsComplete(RedactionPlan? plan) =>
        plan is not null && plan.Modes.OrEmpty().Length == Enum.GetValues<Category>().Length;

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo<ImmutableSortedDictionary<string, RedactionPlan>> Json =>
        PlanDigest.JsonOptions.TypeInfo<ImmutableSortedDictionary<string, RedactionPlan>>();
}
