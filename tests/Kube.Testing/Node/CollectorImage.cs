using System.Collections.Immutable;
using Kube.Model;

namespace Kube.Testing.Node;

/// <summary>What an image of the OpenTelemetry Collector has inside: one static program, started by the name that the distribution gives it.</summary>
internal static class CollectorImage
{
    /// <summary>User of the official images.</summary>
    public const long User = 10001;

    public static bool Is(string? image) => image?.Contains("opentelemetry-collector", StringComparison.Ordinal) == true;

    /// <summary>Path of the program in the image.</summary>
    public static string Program(string image)
    {
        var name = image.Split('@')[0].Split('/')[^1].Split(':')[0];
        return name.Replace("opentelemetry-collector", "/otelcol", StringComparison.Ordinal);
    }

    /// <summary>The command line in the container: entry point or <c>command</c>, then <c>args</c>, references replaced.</summary>
    public static ImmutableArray<string> CommandLine(Container container, IReadOnlyDictionary<string, string> environment) =>
    [
        .. container.Command.IsEmpty ? [Program(container.Image!)] : container.Command.Select(part => PodEnvironment.Expand(part, environment)),
        .. container.Command.IsEmpty && container.Args.IsEmpty
            ? ["--config", $"/etc{Program(container.Image!)}/config.yaml"]
            : container.Args.Select(part => PodEnvironment.Expand(part, environment)),
    ];
}
