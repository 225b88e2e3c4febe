using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Validation;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Telemetry;

namespace LlmTracing.Operator.Pipelines;

/// <summary>Brings one pipeline into the cluster: gather, compile, apply, status.</summary>
/// <remarks>Guarantee: a pipeline that is rejected changes nothing but its status; what ran keeps running.</remarks>
internal sealed class PipelineReconciler(
    ClusterInformers informers,
    FactsGatherer facts,
    CompilerSettings settings,
    Converger converger,
    CollectorAccessWriter access,
    PipelineStatusWriter status,
    LatestCompilations compilations) : IReconciler<TracePipeline>
{
    private static readonly TimeSpan WhileSomethingIsMissing = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhileSecretsMayChange = TimeSpan.FromMinutes(2);

    /// <remarks>
    /// A policy of another pipeline may take pods away from this one, so any policy concerns every pipeline. Labels of namespaces concern
    /// those that choose by them who may send.
    /// </remarks>
    public void Setup(ControllerBuilder<TracePipeline> controller)
    {
        controller
            .For(informers.Pipelines)
            .Owns(informers.Deployments)
            .Watches(informers.Policies, _ => informers.Pipelines.Store.Snapshot.Items.Keys, Changed.ExceptStatus)
            .Watches(informers.Namespaces, _ => WithSelector(), (old, now) => !old.Metadata.Labels.SequenceEqual(now.Metadata.Labels));
        foreach (var part in informers.Parts)
        {
            controller.Owns(part);
        }
    }

    public async ValueTask<Outcome> ReconcileAsync(TracePipeline value, CancellationToken cancellationToken)
    {
        if (value.Metadata.DeletionTimestamp is not null)
        {
            return Outcome.Done;
        }

        var known = await facts.GatherAsync(value, cancellationToken);
        var compilation = Compile(value, known);
        var changed = await ApplyAsync(value, compilation, cancellationToken);
        var written = await status.WriteAsync(value, compilation, changed, cancellationToken);
        compilations.Publish(value.Metadata.Key, compilation, written);
        return Next(known, compilation);
    }

    public async ValueTask DeletedAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        status.Forget(key);
        compilations.Remove(key);
        await access.EnsureAsync(cancellationToken);
    }

    private IEnumerable<ObjectKey> WithSelector() =>
        informers.Pipelines.Store.Snapshot.Items.Values
            .Where(pipeline => pipeline.Spec.AllowedNamespaces.From == AllowedFrom.Selector)
            .Select(pipeline => pipeline.Metadata.Key);

    private PipelineCompilation Compile(TracePipeline pipeline, ClusterFacts known)
    {
        using var activity = Instruments.Source.StartActivity("compile");
        var compilation = TraceCompiler.Compile(pipeline, known, settings);
        activity?.SetTag("findings", compilation.Findings.Length);
        activity?.SetTag("policies", compilation.Policies.Length);
        return compilation;
    }

    /// <returns>Whether the Deployment was written.</returns>
    private async Task<bool> ApplyAsync(TracePipeline pipeline, PipelineCompilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.Plan is null)
        {
            return false;
        }

        await access.EnsureAsync(cancellationToken);
        var rolledOut = status.IsRolledOut(pipeline, compilation);
        var converged = await converger.ConvergeAsync(
            new Owner(ApiKinds.TracePipeline, pipeline.Metadata),
            compilation.Objects.Select(one => ApplyBody.FromJson(one.Type, one.Body.ToArray())),
            (type, item) => !rolledOut && IsConfiguration(pipeline, type, item),
            cancellationToken);
        return converged.Applied.Contains((Kinds.Deployment, PipelineStatusWriter.Collectors(pipeline)));
    }

    /// <remarks>Old ones, which are no longer wanted, stay until no pod can need them.</remarks>
    private static bool IsConfiguration(TracePipeline pipeline, ResourceType type, ObjectMeta item) =>
        type.Kind == Kinds.ConfigMap.Kind
        && item.Name?.StartsWith($"{PipelineNames.Ingest(pipeline.Metadata.Key)}-", StringComparison.Ordinal) == true;

    private static Outcome Next(ClusterFacts known, PipelineCompilation compilation)
    {
        var findings = compilation.Findings.Concat(compilation.Policies.SelectMany(policy => policy.Findings));
        return findings.Any(finding => Reasons.IsReference(finding.Reason)) ? Outcome.After(WhileSomethingIsMissing)
            : known.Secrets is { IsEmpty: false } ? Outcome.After(WhileSecretsMayChange)
            : Outcome.Done;
    }
}
