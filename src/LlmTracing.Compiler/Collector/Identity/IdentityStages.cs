using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Identity;

/// <summary>Who a span comes from, by the Kubernetes API alone, and which policy that means.</summary>
/// <remarks>
/// <c>k8s_attributes</c> keeps an attribute that is already there, so whatever identity a sender claims is deleted first. A
/// peer that is no known pod has no namespace, hence no policy, hence the closed pipeline.
/// </remarks>
internal static class IdentityStages
{
    internal const string Distrust = "transform/distrust";
    internal const string Lookup = "k8s_attributes";
    internal const string Policy = "transform/policy";

    private const string PodPrefix = "llmtracing.pod.";
    private const string NamespacePrefix = "llmtracing.namespace.";

    private static readonly string Namespace = Ottl.Attribute("resource", "k8s.namespace.name");

    /// <summary>The attribute that names the governing policy, also for the backends.</summary>
    internal static readonly string PolicyAttribute = Ottl.Attribute("resource", "llmtracing.policy");

    internal static ImmutableArray<Stage> Of(PipelinePlan plan) =>
    [
        new(Distrust, OnResources([$"delete_matching_keys(resource.attributes, {Ottl.Literal(@"^(?:k8s|llmtracing|__ltp)\.")})"])),
        new(Lookup, new K8sAttributes(new Extract(
            ["k8s.namespace.name", "k8s.pod.name", "k8s.pod.uid", "k8s.node.name", "k8s.deployment.name"],
            [.. Labels(plan)]))),
        new(Policy, OnResources([.. plan.Routes.Select(Statement), Forget()])),
    ];

    private static Transform OnResources(ImmutableArray<string> statements)
    {
        ImmutableArray<StatementGroup> group = [new("resource", statements)];
        return new Transform { TraceStatements = group, LogStatements = group };
    }

    /// <summary>A label that names a policy outranks weaker claims even when it names none that is here.</summary>
    private static string Statement(Route route) => route.Claim switch
    {
        Claim.Everything claim => Set(route, [$"{Namespace} != nil", .. Allowed(claim.Allowed, claim.PipelineNamespace)]),
        Claim.NamespaceLabel claim =>
            Set(route, [IsLabel(NamespacePrefix, claim.Value), .. Allowed(claim.Allowed, claim.PipelineNamespace)]),
        Claim.Pods claim => Set(route, [InNamespace(claim.Namespace), Ottl.Selects(claim.Selector, PodPrefix)]),
        Claim.PodLabel claim => Set(route, [InNamespace(claim.Namespace), IsLabel(PodPrefix, claim.Value)]),
        Claim.AnyNamespaceLabel => Unset(NamespacePrefix),
        Claim.AnyPodLabel => Unset(PodPrefix),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Set(Route route, IEnumerable<string> conditions) =>
        $"set({PolicyAttribute}, {Ottl.Literal(route.Policy.ToString())}) where {Ottl.All(conditions)}";

    private static IEnumerable<string> Allowed(AllowedNamespaces allowed, string pipelineNamespace) => allowed.From switch
    {
        AllowedFrom.All => [],
        AllowedFrom.Same => [InNamespace(pipelineNamespace)],
        _ => [Ottl.Selects(allowed.Selector ?? new LabelSelector(), NamespacePrefix)],
    };

    private static string InNamespace(string name) => $"{Namespace} == {Ottl.Literal(name)}";

    private static string IsLabel(string prefix, string value) =>
        $"{Ottl.Attribute("resource", prefix + WellKnown.PolicyLabel)} == {Ottl.Literal(value)}";

    private static string Unset(string prefix) =>
        $"delete_key(resource.attributes, \"llmtracing.policy\") where {Ottl.Attribute("resource", prefix + WellKnown.PolicyLabel)} != nil";

    private static string Forget() => $"delete_matching_keys(resource.attributes, {Ottl.Literal(@"^llmtracing\.(?:pod|namespace)\.")})";

    private static IEnumerable<ExtractedLabel> Labels(PipelinePlan plan)
    {
        var pod = plan.Routes.Select(route => route.Claim).OfType<Claim.Pods>().SelectMany(claim => Keys(claim.Selector));
        var ofNamespace = plan.Routes.Select(route => Selector(route.Claim)).OfType<LabelSelector>().SelectMany(Keys);
        return Extracted("namespace", NamespacePrefix, ofNamespace).Concat(Extracted("pod", PodPrefix, pod));
    }

    private static IEnumerable<ExtractedLabel> Extracted(string from, string prefix, IEnumerable<string> keys) =>
        keys.Append(WellKnown.PolicyLabel).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => new ExtractedLabel(prefix + key, key, from));

    private static LabelSelector? Selector(Claim claim) => claim switch
    {
        Claim.Everything one => one.Allowed.Selector,
        Claim.NamespaceLabel one => one.Allowed.Selector,
        _ => null,
    };

    private static IEnumerable<string> Keys(LabelSelector selector) =>
        selector.MatchLabels.Keys.Concat(selector.MatchExpressions.Select(requirement => requirement.Key));
}
