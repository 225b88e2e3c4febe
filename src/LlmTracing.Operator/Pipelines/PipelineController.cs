using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler.Api;
using LlmTracing.Operator.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Pipelines;

/// <summary>What makes a pipeline be looked at: itself, what it owns, any policy, and labels of namespaces where they decide who may send.</summary>
internal static class PipelineController
{
    public static Controller<TracePipeline> Build(Caches caches, PipelineReconciler reconciler, TimeProvider time, ILoggerFactory loggers)
    {
        var builder = new ControllerBuilder<TracePipeline>("tracepipeline", caches.Pipelines)
            .Owns(caches.Deployments)
            .Watches(caches.Policies, _ => All(caches), Changed.ExceptStatus)
            .Watches(caches.Namespaces, _ => Choosy(caches), (old, now) => !old.Metadata.Labels.SequenceEqual(now.Metadata.Labels));
        foreach (var part in caches.Parts)
        {
            builder.Owns(part);
        }

        return builder.Build(reconciler, time, loggers);
    }

    /// <remarks>A policy of another pipeline may take pods away from this one, so every pipeline is concerned.</remarks>
    private static IEnumerable<ObjectKey> All(Caches caches) => caches.Pipelines.Store.Snapshot.Items.Keys;

    private static IEnumerable<ObjectKey> Choosy(Caches caches) =>
        caches.Pipelines.Store.Snapshot.Items.Values
            .Where(pipeline => pipeline.Spec.AllowedNamespaces.From == AllowedFrom.Selector)
            .Select(pipeline => pipeline.Metadata.Key);
}
