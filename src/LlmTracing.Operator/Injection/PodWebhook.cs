using System.Collections.Immutable;
using System.Text.Json;
using k8s.Models;
using Kube.Model;
using Kube.Runtime;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Injection;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Operator.Hosting;
using LlmTracing.Operator.Telemetry;

namespace LlmTracing.Operator.Injection;

/// <summary>Answers the API server's question about a new pod, from caches alone.</summary>
/// <remarks>
/// Guarantees: never refuses a pod; never calls the API server; has no effect beside its answer, so dry runs are safe. Caveat: a namespace
/// or policy made in the same instant as the pod may not be known yet; such a pod is left as it is.
/// </remarks>
internal sealed class PodWebhook(ClusterInformers informers, OperatorOptions options) : IAdmissionWebhook
{
    public const string Path = "/mutate-pods";

    public AdmissionResponse Answer(AdmissionRequest request)
    {
        var (result, policy, patch) = Decide(request);
        Instruments.Injections.Add(1, new KeyValuePair<string, object?>("result", result));
        return new AdmissionResponse
        {
            Uid = request.Uid,
            Allowed = true,
            PatchType = patch.IsEmpty ? null : "JSONPatch",
            Patch = patch.IsEmpty ? null : patch.ToArray(),
            AuditAnnotations = policy is null
                ? Collections.Map(("result", result))
                : Collections.Map(("result", result), ("policy", policy)),
        };
    }

    private (string Result, string? Policy, ReadOnlyMemory<byte> Patch) Decide(AdmissionRequest request)
    {
        if (request is not { Object: { ValueKind: JsonValueKind.Object } json, Namespace: { Length: > 0 } @namespace, Operation: "CREATE"
            or null })
        {
            return ("NotAPod", null, default);
        }

        var pod = json.Deserialize(Kinds.Pod.TypeInfo)!;
        var governance = Governing(pod, @namespace);
        if (governance.Policy is not { } policy)
        {
            return (governance.Reason.ToString(), null, default);
        }

        var name = policy.Metadata.Key.ToString();
        if (informers.Pipelines.Store.Find(PipelineTarget.Of(policy)) is not { } pipeline)
        {
            return ("PipelineNotFound", name, default);
        }

        if (NamespaceGate.Allows(pipeline, @namespace, informers.LabelsOf(@namespace)) != true)
        {
            return ("NotAllowedByPipeline", name, default);
        }

        var plan = PodInjector.Plan(pod, @namespace, policy, pipeline);
        var patch = PodPatch.Of(json, pod.Metadata, plan);
        return (plan.Skipped ?? (patch.IsEmpty ? "Unchanged" : "Injected"), name, patch);
    }

    private Governance Governing(V1Pod pod, string @namespace)
    {
        var own = informers.PoliciesIn(@namespace);
        ImmutableArray<LlmTracingPolicy> policies = @namespace == options.Namespace
            ? own
            : [.. own, .. informers.PoliciesIn(options.Namespace)];
        return PolicyPrecedence.Governing(
            pod.Metadata.Labels.ToImmutableMap(), @namespace, informers.LabelsOf(@namespace), policies, options.Namespace);
    }
}
