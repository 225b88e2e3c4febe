using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Injection;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Resolve;
using LlmTracing.Compiler.Status;
using LlmTracing.Compiler.Tests.Injection;
using LlmTracing.Compiler.Yaml;

namespace LlmTracing.Compiler.Tests.Cases;

/// <summary>What the compiler makes of a case, as YAML by file name, without empty files. The collectors' configuration has tests of its
/// own.</summary>
internal static partial class CaseOutput
{
    internal static ImmutableSortedDictionary<string, string> Of(CaseInput input)
    {
        var compiled = input.Pipelines.Select(pipeline => (pipeline, TraceCompiler.Compile(pipeline, input.Facts, Given.Settings)))
            .ToImmutableArray();
        var outputs = ImmutableSortedDictionary<string, string>.Empty
            .Add("objects.yaml", Documents(compiled.SelectMany(one => one.Item2.Objects).Select(Body)))
            .Add("status.yaml", Documents(Statuses(input, compiled)))
            .Add("patch.yaml", Documents(input.Pods.Select(pod => Injected(pod, input))));
        return outputs.RemoveRange(outputs.Where(output => output.Value.Length == 0).Select(output => output.Key));
    }

    private static JsonNode Body(DesiredObject desired)
    {
        var body = JsonNode.Parse(desired.Body.Span)!;
        if (body["data"]?["collector.yaml"] is not null)
        {
            body["data"]!["collector.yaml"] = "(configuration)";
        }

        return body;
    }

    private static IEnumerable<JsonNode> Statuses(
        CaseInput input, ImmutableArray<(TracePipeline Pipeline, PipelineCompilation Compilation)> compiled)
    {
        var statuses = new Dictionary<ObjectKey, TracePipelineStatus>();
        foreach (var (pipeline, compilation) in compiled)
        {
            var collectors = input.Deployments.SingleOrDefault(one => one.Metadata.Name == PipelineNames.Ingest(pipeline.Metadata.Key));
            var status = statuses[pipeline.Metadata.Key] = PipelineStatus.Of(pipeline, compilation, collectors);
            yield return Entry(
                pipeline, JsonSerializer.SerializeToNode(pipeline with { Status = status }, ApiKinds.TracePipeline.TypeInfo)!);
        }

        foreach (var policy in input.Facts.Policies)
        {
            var target = input.Pipelines.FirstOrDefault(pipeline => pipeline.Metadata.Key == PipelineTarget.Of(policy));
            var outcome = PolicyResolver.Outcome(policy, target, input.Facts, Given.Settings);
            var status = PolicyStatus.Of(outcome, statuses.GetValueOrDefault(PipelineTarget.Of(policy)));
            yield return Entry(
                policy, JsonSerializer.SerializeToNode(policy with { Status = status }, ApiKinds.LlmTracingPolicy.TypeInfo)!);
        }
    }

    private static JsonObject Entry(IKubeObject about, JsonNode body) =>
        new() { ["about"] = $"{about.Kind} {about.Metadata.Key}", ["status"] = body["status"]!.DeepClone() };

    private static JsonObject Injected(JsonObject pod, CaseInput input)
    {
        var metadata = JsonSerializer.Deserialize(pod.ToJsonString(), Kinds.Pod.TypeInfo)!.Metadata;
        var labels = NamespaceGate.Labels(input.Facts, metadata.NamespaceProperty) ?? Collections.Map();
        var governance = PolicyPrecedence.Governing(
            metadata.Labels.ToImmutableMap(), metadata.NamespaceProperty, labels, input.Facts.Policies, Given.Operator);
        return new JsonObject
        {
            ["about"] = $"Pod {metadata.Key}",
            ["governed"] = $"{governance.Policy?.Metadata.Key.ToString() ?? "by nobody"} ({governance.Reason})",
            ["patch"] = governance.Policy is { } policy && Pipeline(policy, metadata.NamespaceProperty, labels, input) is { } pipeline
                ? Patch(pod, metadata, policy, pipeline)
                : null,
        };
    }

    private static TracePipeline? Pipeline(
        LlmTracingPolicy policy, string @namespace, IReadOnlyDictionary<string, string> labels, CaseInput input) =>
        input.Pipelines.FirstOrDefault(one => one.Metadata.Key == PipelineTarget.Of(policy)
            && NamespaceGate.Allows(one, @namespace, labels) == true);

    private static JsonNode? Patch(JsonObject pod, V1ObjectMeta metadata, LlmTracingPolicy policy, TracePipeline pipeline)
    {
        var patch = PatchedPod.Patch(pod, metadata.NamespaceProperty, policy, pipeline);
        return patch.IsEmpty ? null : JsonNode.Parse(patch.Span);
    }

    private static string Documents(IEnumerable<JsonNode> documents) =>
        ConfigurationName().Replace(
            string.Join("---\n", documents.Select(one => YamlText.Write(JsonSerializer.SerializeToElement(one)))), "$1-0123456789");

    /// <summary>The hash would change with every change of the redaction.</summary>
    [GeneratedRegex("([a-z-]+-ingest)-[0-9a-f]{10}", RegexOptions.CultureInvariant)]
    private static partial Regex ConfigurationName();
}
