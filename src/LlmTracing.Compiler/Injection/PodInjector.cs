using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Injection;

/// <summary>Decides what is written into a pod.</summary>
/// <remarks>
/// <para>Guarantees: a variable that the container already has is never overwritten; variables that only work together are
/// written together or not at all; planning a pod that was already patched changes nothing.</para>
/// <para>Caveat: the variables from <c>envFrom</c> are not known here, and <c>env</c> would override them. Such a container is left alone
/// unless the policy includes it by name.</para>
/// </remarks>
public static class PodInjector
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Any of these means that the user already decided where telemetry goes.</summary>
    private static readonly ImmutableArray<string> Destination =
    [
        Endpoint, Protocol,
        .. from signal in new[] { "TRACES", "METRICS", "LOGS" }
            from what in new[] { "ENDPOINT", "PROTOCOL" } select $"OTEL_EXPORTER_OTLP_{signal}_{what}",
    ];

    /// <summary>The plan for a pod that <paramref name="policy"/> governs.</summary>
    /// <param name="namespace">The request's namespace; the pod's own may be missing.</param>
    public static InjectionPlan Plan(V1Pod pod, string @namespace, LlmTracingPolicy policy, TracePipeline pipeline)
    {
        var name = policy.Metadata.Key.ToString();
        if (Reason(pod, policy) is { } reason)
        {
            return InjectionPlan.Skip(name, reason);
        }

        var containers = pod.Spec!.Containers
            .Select((container, index) => Container(container, index, pod, @namespace, policy, pipeline))
            .OfType<ContainerInjection>();
        return new InjectionPlan(name, [.. containers], null);
    }

    private static string? Reason(V1Pod pod, LlmTracingPolicy policy) =>
        policy.Spec.Injection.Mode == Switch.Disabled ? "InjectionDisabled"
        : Label(pod, WellKnown.PolicyLabel) == WellKnown.NoPolicy ? "OptedOut"
        : pod.Spec is not { Containers.Count: > 0 } ? "NoContainers"
        : pod.Spec.HostNetwork == true ? "HostNetwork"
        : Label(pod, WellKnown.ManagedBy) == WellKnown.OperatorName ? "Collector"
        : null;

    private static ContainerInjection? Container(
        V1Container container, int index, V1Pod pod, string @namespace, LlmTracingPolicy policy, TracePipeline pipeline)
    {
        var filter = policy.Spec.Injection.Containers;
        var included = filter.Include.Contains(container.Name);
        if (filter.Exclude.Contains(container.Name) || (!filter.Include.IsEmpty && !included))
        {
            return null;
        }

        if (container.EnvFrom is { Count: > 0 } && !included)
        {
            return new ContainerInjection(index, container.Name, [], null, [], ["envFrom"]);
        }

        var own = container.Env.OrEmpty().Select(variable => variable.Name).ToImmutableHashSet(StringComparer.Ordinal);
        var resource = ResourceAttributes.Of(container, own, @namespace, policy);
        var wanted = Wanted(pod, container, own, resource, policy, pipeline).ToImmutableArray();
        return new ContainerInjection(
            index,
            container.Name,
            resource.References,
            resource.Rewritten,
            [.. wanted.Where(variable => !own.Contains(variable.Name))],
            [
                .. wanted.Select(variable => variable.Name).Where(own.Contains).Concat(LeftDestination(own))
                    .Concat(resource.Unreadable ? [ResourceAttributes.Variable] : [])
                    .Distinct().Order(StringComparer.Ordinal),
            ]);
    }

    private static IEnumerable<V1EnvVar> Wanted(
        V1Pod pod, V1Container container, ImmutableHashSet<string> own, ResourceAttributes resource, LlmTracingPolicy policy,
        TracePipeline pipeline)
    {
        var host = $"http://{PipelineEndpoint.Host(pipeline)}";
        var http = $"{host}:{WellKnown.OtlpHttpPort}";
        var grpc = policy.Spec.Injection.Protocol == OtlpProtocol.Grpc;
        V1EnvVar[] destination = LeftDestination(own).Any()
            ? []
            : [Value(Endpoint, grpc ? $"{host}:{WellKnown.OtlpGrpcPort}" : http), Value(Protocol, grpc ? "grpc" : "http/protobuf")];
        V1EnvVar[] service = resource.NamesService ? [] : [Value("OTEL_SERVICE_NAME", ServiceName.Of(pod, container))];
        V1EnvVar[] links = policy.Spec.Links == LinkMode.Keep ? [] : [Value("OTEL_SPAN_LINK_COUNT_LIMIT", "0")];
        return
        [
            .. destination,
            .. service,
            .. resource.Added is { } added ? [added] : Array.Empty<V1EnvVar>(),
            .. own.Contains("OTEL_ATTRIBUTE_COUNT_LIMIT") ? Array.Empty<V1EnvVar>() : [Value("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "1024")],
            .. links,
            Value("TRACELOOP_BASE_URL", http),
            .. ContentSwitches.Of(policy).Select(pair => Value(pair.Name, pair.Value)),
        ];
    }

    private static IEnumerable<string> LeftDestination(ImmutableHashSet<string> own) => Destination.Where(own.Contains);

    private static string? Label(V1Pod pod, string name) =>
        pod.Metadata?.Labels is { } labels && labels.TryGetValue(name, out var value) ? value : null;

    private static V1EnvVar Value(string name, string value) => new() { Name = name, Value = value };
}
