using System.Security.Cryptography;

namespace Kube.Runtime;

/// <summary>Randomness for spreading load.</summary>
internal static class Jitter
{
    private const int Steps = 1 << 20;

    /// <summary>Uniform in [0, 1).</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;

    /// <summary>Uniform between the two.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * Next());
}
