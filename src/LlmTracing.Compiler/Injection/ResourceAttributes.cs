using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Injection;

/// <summary><c>OTEL_RESOURCE_ATTRIBUTES</c>: the user's keys win, ours are appended, percent-encoded.</summary>
/// <param name="References">Downward API variables that the value refers to; they must come first.</param>
/// <param name="Rewritten">The user's variable with our keys appended.</param>
/// <param name="Added">The variable, if the user has none.</param>
/// <param name="NamesService">Whether the attributes may have <c>service.name</c>, which <c>OTEL_SERVICE_NAME</c> would override.</param>
/// <param name="Unreadable">Whether the user's variable comes from another source, so nothing can be appended.</param>
internal sealed record ResourceAttributes(
    ImmutableArray<V1EnvVar> References, V1EnvVar? Rewritten, V1EnvVar? Added, bool NamesService, bool Unreadable = false)
{
    internal const string Variable = "OTEL_RESOURCE_ATTRIBUTES";
    private const string ServiceNameKey = "service.name";

    private static readonly ImmutableArray<(string Key, string Variable, string FieldPath)> FromPod =
    [
        ("k8s.pod.name", "LLMTRACING_POD_NAME", "metadata.name"),
        ("k8s.pod.uid", "LLMTRACING_POD_UID", "metadata.uid"),
        ("k8s.node.name", "LLMTRACING_NODE_NAME", "spec.nodeName"),
    ];

    internal static ResourceAttributes Of(V1Container container, ImmutableHashSet<string> own, string @namespace, LlmTracingPolicy policy)
    {
        var users = container.Env.OrEmpty().LastOrDefault(variable => variable.Name == Variable);
        if (users?.ValueFrom is not null)
        {
            return new ResourceAttributes([], null, null, NamesService: true, Unreadable: true);
        }

        var keys = Keys(users?.Value);
        var missing = Ours(container, @namespace, policy).Where(pair => !keys.Contains(pair.Key)).ToImmutableArray();
        var named = keys.Contains(ServiceNameKey) || policy.Spec.Injection.ResourceAttributes.ContainsKey(ServiceNameKey);
        if (missing.IsEmpty)
        {
            return new ResourceAttributes([], null, null, named);
        }

        var appended = string.Join(',', missing.Select(pair => $"{pair.Key}={pair.Value}"));
        ImmutableArray<V1EnvVar> references =
        [
            .. FromPod.Where(field => !keys.Contains(field.Key) && !own.Contains(field.Variable))
                .Select(field => Reference(field.Variable, field.FieldPath)),
        ];
        return users is null
            ? new ResourceAttributes(references, null, new V1EnvVar { Name = Variable, Value = appended }, named)
            : new ResourceAttributes(references, users with
            {
                Value = string.IsNullOrEmpty(users.Value) ? appended : $"{users.Value.TrimEnd(',')},{appended}",
            }, null, named);
    }

    private static IEnumerable<(string Key, string Value)> Ours(V1Container container, string @namespace, LlmTracingPolicy policy) =>
    [
        ("k8s.namespace.name", @namespace),
        ("k8s.container.name", container.Name),
        .. FromPod.Select(field => (field.Key, $"$({field.Variable})")),
        .. policy.Spec.Injection.ResourceAttributes.Select(pair => (pair.Key, Uri.EscapeDataString(pair.Value))),
    ];

    private static ImmutableHashSet<string> Keys(string? value) =>
        [.. (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=')[0].Trim())];

    private static V1EnvVar Reference(string name, string fieldPath) =>
        new() { Name = name, ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = fieldPath } } };
}
