using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Model;
using Kube.Testing.Api;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Status;

namespace LlmTracing.Compiler.Tests.Cases;

/// <summary>
/// A cluster as a file: custom resources, Namespaces, Secrets (their keys), Deployments (their status), pods, and the ConfigMap
/// of the plans in force. Without any Namespace or Secret these are unknown.
/// </summary>
internal sealed record CaseInput(
    ImmutableArray<TracePipeline> Pipelines, ImmutableArray<JsonObject> Pods, ImmutableArray<CollectorDeployment> Deployments,
    ClusterFacts Facts)
{
    internal static CaseInput Read(string path)
    {
        var objects = Manifests.Parse(File.ReadAllText(path)).OfType<JsonObject>().ToLookup(one => one["kind"]!.GetValue<string>());
        return new CaseInput(
            All(objects, ApiKinds.TracePipeline),
            [.. objects["Pod"]],
            All(objects, CollectorDeployment.Resource),
            new ClusterFacts
            {
                Policies = All(objects, ApiKinds.LlmTracingPolicy),
                Namespaces = objects.Contains("Namespace")
                    ? All(objects, Kinds.Namespace).ToImmutableSortedDictionary(
                        one => one.Metadata.Name!, one => one.Metadata.Labels.ToImmutableMap(), StringComparer.Ordinal)
                    : null,
                Secrets = objects.Contains("Secret")
                    ? All(objects, Kinds.Secret).ToImmutableDictionary(one => one.Metadata.Key, SecretFact.From)
                    : null,
                InForce = PlansInForce.Read(All(objects, Kinds.ConfigMap).SingleOrDefault()),
            });
    }

    private static ImmutableArray<T> All<T>(ILookup<string, JsonObject> objects, ResourceType<T> type)
        where T : class => [.. objects[type.Kind].Select(one => one.Deserialize(type.TypeInfo)!)];
}
