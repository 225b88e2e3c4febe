using System.Collections.Frozen;
using System.Text;

namespace LlmTracing.Compiler.Patterns;

/// <summary>Simple case folding: which code points are equal but for case.</summary>
internal static class Re2Folding
{
    /// <summary>No letter behind it has a case.</summary>
    internal const int Last = 0x1E943;

    private static readonly Lazy<FrozenDictionary<int, int[]>> Orbits = new(Compute);

    /// <summary>All that equal this one, itself included; nothing when it has no case.</summary>
    internal static int[] Orbit(int rune) => Orbits.Value.GetValueOrDefault(rune, []);

    private static FrozenDictionary<int, int[]> Compute() =>
        Enumerable.Range(0, Last + 1)
            .Where(rune => Rune.IsValid(rune) && rune is not (0x130 or 0x131))
            .GroupBy(Key)
            .Select(orbit => orbit.ToArray())
            .Where(orbit => orbit.Length > 1)
            .SelectMany(orbit => orbit.Select(rune => KeyValuePair.Create(rune, orbit)))
            .ToFrozenDictionary();

    /// <remarks>.NET does not map the long s to the S of ASCII.</remarks>
    private static int Key(int rune) => rune == 'ſ' ? 'S' : Rune.ToUpperInvariant(Rune.ToLowerInvariant(new Rune(rune))).Value;
}
