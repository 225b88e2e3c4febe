using System.Collections.Immutable;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Rendering;

/// <summary>Every pipeline in the files, compiled as the operator would, but without knowledge of the cluster.</summary>
/// <param name="Findings">From reading and compiling, by location.</param>
internal sealed record CompiledSet(
    ImmutableArray<TracePipeline> Sources, ImmutableArray<PipelineCompilation> Pipelines, ImmutableArray<Reported> Findings)
{
    public bool HasErrors => Findings.Any(reported => reported.IsError);

    /// <summary>All objects, by pipeline; shared objects appear once.</summary>
    public ImmutableArray<DesiredObject> Objects =>
    [
        .. CollectorAccess.Render(Sources),
        .. Pipelines.SelectMany(pipeline => pipeline.Objects),
    ];

    public static CompiledSet Compile(ManifestSet set, CompilerSettings settings)
    {
        var facts = new ClusterFacts { Policies = set.Policies, Namespaces = set.Namespaces };
        ImmutableArray<PipelineCompilation> pipelines = [.. set.Pipelines.OrderBy(pipeline => pipeline.Metadata.Key)
            .Select(pipeline => TraceCompiler.Compile(pipeline, facts, settings))];
        return new CompiledSet(set.Pipelines, pipelines,
        [
            .. pipelines.SelectMany(pipeline => pipeline.Findings.Concat(pipeline.Policies.SelectMany(policy => policy.Findings)))
                .Concat(Elsewhere(set, facts, settings))
                .Select(set.Locate)
                .Concat(set.Findings)
                .Order(ReportedOrder.Instance),
        ]);
    }

    /// <summary>Findings of policies whose pipeline is not in the files, or is unreadable.</summary>
    private static IEnumerable<Finding> Elsewhere(ManifestSet set, ClusterFacts facts, CompilerSettings settings)
    {
        foreach (var policy in set.Policies)
        {
            var target = PipelineTarget.Of(policy);
            if (set.Pipelines.Any(pipeline => pipeline.Metadata.Key == target))
            {
                continue;
            }

            foreach (var finding in PolicyValidator.Validate(policy, null, facts, settings))
            {
                yield return finding.Reason == Reasons.PipelineNotFound ? Unknown(finding, target.ToString()) : finding;
            }
        }
    }

    private static Finding Unknown(Finding finding, string target) => finding with
    {
        Severity = Severity.Warning,
        Message = $"The TracePipeline '{target}' is not in these files or has errors, so its allowed namespaces were not checked.",
        Hint = "Pass its file with -f as well.",
    };
}
