using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Rendering;

/// <summary>A single policy, regardless of errors in other files and in its pipeline.</summary>
/// <param name="Policy">Null if it has errors.</param>
internal sealed record ChosenPolicy(LlmTracingPolicy? Policy, ImmutableArray<Reported> Findings)
{
    /// <exception cref="UsageException">The policy does not exist.</exception>
    public static ChosenPolicy Find(ManifestSet set, ObjectKey key, CompilerSettings settings)
    {
        var kind = ApiKinds.LlmTracingPolicy.Kind;
        if (!set.Documents.TryGetValue((kind, key), out var document))
        {
            throw new UsageException(Missing(set, key));
        }

        var policy = set.Policies.FirstOrDefault(policy => policy.Metadata.Key == key);
        ImmutableArray<Reported> findings =
        [
            .. set.Findings.Where(reported => reported.Finding.Kind == kind && reported.Finding.Object == key
                || IsAbout(reported, document)),
            .. (policy is null ? [] : PolicyValidator.Validate(policy, null, new ClusterFacts(), settings))
                .Where(finding => !Reasons.IsReference(finding.Reason))
                .Select(set.Locate),
        ];
        return new ChosenPolicy(findings.Any(reported => reported.IsError) ? null : policy, findings);
    }

    /// <summary>Whether it is a fault of the text, such as a repeated key, in the policy's file.</summary>
    private static bool IsAbout(Reported reported, ManifestDocument document) =>
        reported.Finding.Kind.Length == 0 && reported.At?.File == document.File;

    private static string Missing(ManifestSet set, ObjectKey key)
    {
        var known = set.PolicyNames;
        var unread = set.Findings.FirstOrDefault(reported => reported.Finding.Kind.Length == 0);
        return $"there is no LlmTracingPolicy {key}; "
            + (known.IsEmpty ? "the files contain none" : $"the files contain {string.Join(", ", known)}")
            + (unread is null ? "." : $". Some could not be read: {FindingsText.Line(unread)}");
    }
}
