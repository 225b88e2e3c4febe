using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Values of the type bytes, alone and in lists and maps: no detector sees through base64, so what looks like it goes as a whole.</summary>
internal static class EncodedBytes
{
    private const string Name = "bytes";

    /// <summary>Four characters that stand for three of ASCII text; few words and identifiers are made of them.</summary>
    private const string Ascii = "[I-Za-f][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/]";

    internal static readonly ImmutableArray<Detector> All =
    [
        new(Name, "^[0-9]*[A-Za-z+/][A-Za-z0-9+/]{6,}={0,2}$"),
        new(Name, "\"[A-Za-z0-9+/]{6,}={1,2}\""),
        new(Name, $"\"(?:{Ascii}){{2,}}\""),
    ];
}
