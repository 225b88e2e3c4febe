using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Resolve;

namespace LlmTracing.Compiler.Plan;

/// <summary>Combines one pipeline with the outcomes of its policies.</summary>
public static class PipelinePlanner
{
    /// <summary>Equal input gives an equal plan, regardless of the order of the policies.</summary>
    public static PipelinePlan Plan(
        TracePipeline pipeline, ImmutableArray<PolicyOutcome> outcomes, ClusterFacts facts, CompilerSettings settings)
    {
        var inForce = outcomes
            .Where(outcome => outcome.Redaction is not null)
            .ToImmutableDictionary(outcome => outcome.Policy.Metadata.Key, outcome => outcome.Redaction!);
        var digests = inForce.ToImmutableDictionary(pair => pair.Key, pair => PlanDigest.Of(pair.Value));
        var redactions = ImmutableSortedDictionary.CreateBuilder<string, RedactionPlan>(StringComparer.Ordinal);
        foreach (var (policy, redaction) in inForce)
        {
            redactions[digests[policy]] = redaction;
        }

        return new PipelinePlan
        {
            Pipeline = pipeline.Metadata.Key,
            Redactions = redactions.ToImmutable(),
            Routes = new RoutePlanner(pipeline, facts.Policies, digests, settings.OperatorNamespace).Routes(),
            Backends = pipeline.Spec.Backends,
            SecretEnvironment = SecretEnvironment(pipeline.Spec, redactions.Values),
        };
    }

    private static ImmutableSortedDictionary<string, KeySelector> SecretEnvironment(
        TracePipelineSpec pipeline, IEnumerable<RedactionPlan> redactions)
    {
        var environment = ImmutableSortedDictionary.CreateBuilder<string, KeySelector>(StringComparer.Ordinal);
        foreach (var reference in SecretReferences.Of(pipeline))
        {
            environment[reference.Variable] = reference.Selector;
        }

        foreach (var key in redactions.Select(redaction => redaction.HashKey).OfType<KeySelector>())
        {
            environment[SecretVariables.HashKey(key)] = key;
        }

        return environment.ToImmutable();
    }
}
