using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Tests;

/// <summary>Valid objects and facts; a test changes what it is about.</summary>
internal static class Given
{
    internal const string Operator = "llm-tracing-system";

    internal static readonly CompilerSettings Settings = new() { OperatorNamespace = Operator };

    internal static readonly ClusterFacts NoFacts = new();

    internal static TracePipeline Pipeline(
        Func<TracePipelineSpec, TracePipelineSpec>? change = null, string name = "default", string @namespace = Operator)
    {
        var spec = new TracePipelineSpec
        {
            AllowedNamespaces = new AllowedNamespaces { From = AllowedFrom.All },
            Backends = [new Backend { Name = "tempo", Otlp = new OtlpBackend { Endpoint = "http://tempo.monitoring.svc:4318" } }],
        };
        return new TracePipeline
        {
            Metadata = new ObjectMeta { Name = name, Namespace = @namespace },
            Spec = change is null ? spec : change(spec),
        };
    }

    internal static LlmTracingPolicy Policy(
        string @namespace, string name, Func<LlmTracingPolicySpec, LlmTracingPolicySpec>? change = null, int age = 0,
        bool isDefault = false)
    {
        var spec = new LlmTracingPolicySpec { PipelineRef = new PipelineReference { Name = "default", Namespace = Operator } };
        return new LlmTracingPolicy
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Namespace = @namespace,
                CreationTimestamp = DateTimeOffset.UnixEpoch.AddDays(1000 - age),
                Labels = isDefault ? Collections.Map((WellKnown.DefaultLabel, "true")) : ImmutableSortedDictionary<string, string>.Empty,
            },
            Spec = change is null ? spec : change(spec),
        };
    }

    internal static LlmTracingPolicySpec Selecting(this LlmTracingPolicySpec policy, params ReadOnlySpan<(string, string)> labels) =>
        policy with { Selector = new LabelSelector { MatchLabels = Collections.Map(labels) } };

    internal static ClusterFacts WithSecret(this ClusterFacts facts, string @namespace, string name, params ImmutableArray<string> keys) =>
        facts with
        {
            Secrets = (facts.Secrets ?? ImmutableDictionary<ObjectKey, SecretFact>.Empty)
                .SetItem(new ObjectKey(@namespace, name), new SecretFact(keys, "1") { HashKeys = keys, IsShared = true }),
        };

    internal static ClusterFacts WithNamespace(this ClusterFacts facts, string name, params ReadOnlySpan<(string, string)> labels) =>
        facts with
        {
            Namespaces = (facts.Namespaces ?? ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty)
                .SetItem(name, Collections.Map(labels)),
        };
}
