namespace Kube.Runtime;

/// <summary>Randomness for spreading load.</summary>
internal static class Jitter
{
    /// <summary>Uniform in [0, 1).</summary>
    public static double Next() => Random.Shared.NextDouble();

    /// <summary>Uniform between the two.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * Next());
}
