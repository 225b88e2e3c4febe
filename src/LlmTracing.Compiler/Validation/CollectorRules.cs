using System.Text.RegularExpressions;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>Settings of the collectors' pods.</summary>
internal static partial class CollectorRules
{
    internal static IEnumerable<Mistake> Image(string? image)
    {
        const string path = "spec.collector.image";
        const string hint = "Use a contrib image with a version, such as otel/opentelemetry-collector-contrib:0.155.0.";
        if (image is null)
        {
            yield break;
        }

        var parts = Reference().Match(image);
        if (image.Length > 512 || !parts.Success)
        {
            yield return new(path, Reasons.InvalidImage, "This is not a valid image reference.", hint);
        }
        else if (parts.Groups["repository"].Value.EndsWith("/opentelemetry-collector", StringComparison.Ordinal))
        {
            yield return new(
                path, Reasons.InvalidImage, "This collector image lacks components that redaction needs.", hint, Severity.Warning);
        }
        else if (!parts.Groups["digest"].Success && parts.Groups["tag"].Value is "" or "latest")
        {
            yield return new(
                path,
                Reasons.ImageNotPinned,
                "The image has no fixed version, so a restarted pod may run a different one.",
                hint,
                Severity.Warning);
        }
    }

    internal static IEnumerable<Mistake> Resources(CollectorTier tier)
    {
        const string path = "spec.collector.ingest.resources";
        var resources = tier.Resources ?? new ResourceRequirements();
        if (resources.Requests.Concat(resources.Limits).Any(amount => amount.Value.Value < 0))
        {
            yield return new(path, Reasons.InvalidResources, "A quantity is negative.", "Use quantities such as 200m or 512Mi.");
        }

        foreach (var (resource, request) in resources.Requests)
        {
            if (resources.Limits.TryGetValue(resource, out var limit) && request.Value > limit.Value)
            {
                yield return new(
                    $"{path}.requests.{resource}",
                    Reasons.InvalidResources,
                    "The request is higher than the limit.",
                    "Lower the request or raise the limit.");
            }
        }
    }

    internal static IEnumerable<Mistake> Keys(CollectorTier tier) =>
        from map in new[] { ("podAnnotations", tier.PodAnnotations.Keys), ("nodeSelector", tier.NodeSelector.Keys) }
        where !map.Item2.All(LabelSyntax.IsKey)
        select new Mistake(
            $"spec.collector.ingest.{map.Item1}", Reasons.InvalidKey, "A key has an invalid format.", "Use keys such as example.com/name.");

    [GeneratedRegex(
        @"\A(?<repository>[A-Za-z0-9](?:[-A-Za-z0-9_./]|:[0-9]+/)*)(?::(?<tag>[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
