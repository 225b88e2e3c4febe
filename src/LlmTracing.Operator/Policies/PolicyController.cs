using Kube.Runtime;
using LlmTracing.Compiler.Api;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Pipelines;
using Microsoft.Extensions.Logging;

namespace LlmTracing.Operator.Policies;

/// <summary>What makes a policy be looked at: itself, and what became of its pipeline.</summary>
internal static class PolicyController
{
    public static Controller<LlmTracingPolicy> Build(
        Caches caches, Programmed programmed, PolicyReconciler reconciler, TimeProvider time, ILoggerFactory loggers)
    {
        var controller = new ControllerBuilder<LlmTracingPolicy>("llmtracingpolicy", caches.Policies).Build(reconciler, time, loggers);
        programmed.Changed += pipeline =>
        {
            foreach (var policy in caches.PoliciesOf(pipeline))
            {
                controller.Enqueue(policy.Metadata.Key);
            }
        };
        return controller;
    }
}
