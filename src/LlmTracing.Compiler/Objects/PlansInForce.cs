using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>
/// What each policy runs on, kept beside the collectors, so that a mistake in a policy leaves it on what was in force, also
/// after a restart of the operator. A ConfigMap of its own: it changes more often than the configuration and restarts nothing.
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

    /// <summary>The plans of a ConfigMap; none when it is absent or was made unreadable.</summary>
    public static ImmutableSortedDictionary<string, RedactionPlan> Read(V1ConfigMap? map)
    {
        try
        {
            var plans = map?.Data is { } data && data.TryGetValue(File, out var json) ? JsonSerializer.Deserialize(json, Json).OrEmpty() : None;
            return plans.RemoveRange(plans.Where(pair => !IsComplete(pair.Value)).Select(pair => pair.Key));
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static readonly ImmutableSortedDictionary<string, RedactionPlan> None = ImmutableSortedDictionary<string, RedactionPlan>.Empty;

    /// <summary>An older version may have known fewer categories; such a plan can't be run.</summary>
    private static bool IsComplete(RedactionPlan? plan) => plan is not null && plan.Modes.OrEmpty().Length == Enum.GetValues<Category>().Length;

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo<ImmutableSortedDictionary<string, RedactionPlan>> Json =>
        PlanDigest.JsonOptions.TypeInfo<ImmutableSortedDictionary<string, RedactionPlan>>();
}
