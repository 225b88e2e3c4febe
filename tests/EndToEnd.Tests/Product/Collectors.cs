using System.Collections.Immutable;
using Kube.Model;

namespace EndToEnd.Tests.Product;

/// <summary>What the pipeline of the samples is made into.</summary>
internal static class Collectors
{
    public const string Name = "default-ingest";

    public const string Path = $"/apis/apps/v1/namespaces/{OperatorChart.Namespace}/deployments/{Name}";

    public static readonly LabelSelector Selector = new()
    {
        MatchLabels = ImmutableSortedDictionary<string, string>.Empty
            .Add("app.kubernetes.io/name", "llm-tracing-collector").Add("app.kubernetes.io/instance", "default"),
    };
}
