using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>The built-in detectors, in the order in which they run: a password in a URL may look like an email address.</summary>
public static class Detectors
{
    /// <summary>Files and images inside text; run unless media are kept.</summary>
    public static ImmutableArray<Detector> Media { get; } = Detection.Media.All;

    /// <summary>Credentials; run over every value, including kept content.</summary>
    public static ImmutableArray<Detector> Secrets { get; } = Detection.Secrets.All;

    /// <summary>Personal data; run over every value except kept content.</summary>
    public static ImmutableArray<Detector> Personal { get; } = PersonalData.All;

    /// <summary>Bytes as base64; run over values that are not text. Leaves whatever looks like a number or a boolean.</summary>
    public static ImmutableArray<Detector> Bytes { get; } = EncodedBytes.All;

    /// <summary>Names that policies use for single detectors, in order.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Secrets.Concat(Personal).Select(detector => detector.Name).Distinct(StringComparer.Ordinal)];
}
