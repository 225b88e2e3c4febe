using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>The built-in detectors, in the order in which they run: a URL's password may look like an e-mail address.</summary>
public static class Detectors
{
    /// <summary>Files and images inside text; run unless media are kept.</summary>
    public static ImmutableArray<Detector> Media { get; } = Detection.Media.All;

    /// <summary>Credentials; run over every value, also over kept content.</summary>
    public static ImmutableArray<Detector> Secrets { get; } = Detection.Secrets.All;

    /// <summary>Personal data; run over every value but kept content.</summary>
    public static ImmutableArray<Detector> Personal { get; } = PersonalData.All;

    /// <summary>Bytes as their base64 text; run over what is no text. What looks like a number or a truth value is left.</summary>
    public static ImmutableArray<Detector> Bytes { get; } = EncodedBytes.All;

    /// <summary>Names by which policies switch single detectors, in order.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Secrets.Concat(Personal).Select(detector => detector.Name).Distinct(StringComparer.Ordinal)];
}
