using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Cli.Findings;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Manifests;

/// <summary>Everything that was read: objects that are valid by themselves, and the findings about the others.</summary>
internal sealed record ManifestSet
{
    public required ImmutableArray<TracePipeline> Pipelines { get; init; }

    public required ImmutableArray<LlmTracingPolicy> Policies { get; init; }

    /// <summary>Labels of the namespaces in the files; null if there are none.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Namespaces { get; init; }

    /// <summary>In the order of the files.</summary>
    public required ImmutableArray<Reported> Findings { get; init; }

    /// <summary>Every object of our kinds, valid or not.</summary>
    public required ImmutableDictionary<(string Kind, ObjectKey Key), ManifestDocument> Documents { get; init; }

    /// <summary>Policies by namespace and name, valid or not, sorted.</summary>
    public ImmutableArray<string> PolicyNames =>
    [
        .. Documents.Keys.Where(one => one.Kind == ApiKinds.LlmTracingPolicy.Kind).Select(one => one.Key.ToString())
            .Order(StringComparer.Ordinal),
    ];

    public bool HasErrors => Findings.Any(finding => finding.IsError);

    /// <summary>Adds the location to a finding of the compiler.</summary>
    public Reported Locate(Finding finding) =>
        new(finding, Documents.GetValueOrDefault((finding.Kind, finding.Object))?.Locate(finding.Path));
}
