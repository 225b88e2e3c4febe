using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Tests.Plan;

using Labels = ImmutableSortedDictionary<string, string>;

/// <summary>A cluster with few names, so that everything collides with everything.</summary>
internal sealed record SmallCluster(
    TracePipeline Pipeline,
    ImmutableArray<LlmTracingPolicy> Policies,
    ImmutableSortedDictionary<string, Labels> Namespaces,
    string PodNamespace,
    Labels PodLabels);

internal static class ClusterGenerator
{
    private static readonly string[] PolicyNames = ["a", "b", "c", "none"];

    private static readonly Gen<string> Names = Gen.Elements(Given.Operator, "shop", "chat");

    private static readonly Gen<LabelSelector> Selectors = Gen.Elements(
        new LabelSelector(),
        new LabelSelector { MatchLabels = Collections.Map(("app", "x")) },
        new LabelSelector { MatchLabels = Collections.Map(("app", "x"), ("tier", "gold")) },
        new LabelSelector { MatchExpressions = [new LabelSelectorRequirement { Key = "tier", Operator = "NotIn", Values = ["gold"] }] },
        new LabelSelector { MatchExpressions = [new LabelSelectorRequirement { Key = "app", Operator = "Exists" }] });

    private static readonly Gen<Labels> LabelSets =
        from app in Gen.Elements(null, "x", "y")
        from tier in Gen.Elements(null, "gold", "lead")
        from policy in Gen.Elements(null, null, "a", "b", "none", "missing")
        select Set(("app", app), ("tier", tier), (WellKnown.PolicyLabel, policy));

    private static readonly Gen<LlmTracingPolicy> Policies =
        from @namespace in Names
        from name in Gen.Elements(PolicyNames)
        from selector in Selectors
        from pipeline in Gen.Elements("default", "default", "other")
        from age in Gen.Choose(0, 2)
        from isDefault in Gen.Elements(true, false)
        from length in Gen.Elements(0, 100, 200)
        select Given.Policy(
            @namespace,
            name,
            spec => spec with
            {
                Selector = selector,
                PipelineRef = new PipelineReference { Name = pipeline, Namespace = Given.Operator },
                MaxContentLength = length,
            },
            age,
            isDefault);

    private static readonly Gen<AllowedNamespaces> Allowed =
        from @from in Gen.Elements(AllowedFrom.Same, AllowedFrom.All, AllowedFrom.Selector)
        from selector in Selectors
        select new AllowedNamespaces { From = @from, Selector = @from == AllowedFrom.Selector ? selector : null };

    internal static Gen<SmallCluster> Clusters { get; } =
        from allowed in Allowed
        from policies in Policies.ListOf()
        from operatorLabels in LabelSets
        from shopLabels in LabelSets
        from chatLabels in LabelSets
        from podNamespace in Names
        from podLabels in LabelSets
        select new SmallCluster(
            Given.Pipeline(spec => spec with { AllowedNamespaces = allowed }),
            [.. policies.DistinctBy(policy => policy.Metadata.Key)],
            ImmutableSortedDictionary<string, Labels>.Empty.Add(Given.Operator, operatorLabels).Add("shop", shopLabels)
                .Add("chat", chatLabels),
            podNamespace,
            podLabels);

    private static Labels Set(params ReadOnlySpan<(string Key, string? Value)> labels)
    {
        var set = Labels.Empty;
        foreach (var (key, value) in labels)
        {
            set = value is null ? set : set.Add(key, value);
        }

        return set;
    }
}
