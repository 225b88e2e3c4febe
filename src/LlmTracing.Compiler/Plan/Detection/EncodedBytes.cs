using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Byte values, alone or in lists and maps: detectors cannot look into base64, so whatever looks like it is masked.</summary>
internal static class EncodedBytes
{
    private const string Name = "bytes";

    /// <summary>Four base64 characters that encode three of ASCII text; few words and identifiers consist of them.</summary>
    private const string Ascii = "[I-Za-f][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/]";

    internal static readonly ImmutableArray<Detector> All =
    [
        new(Name, "^[0-9]*[A-Za-z+/][A-Za-z0-9+/]{6,}={0,2}$"),
        new(Name, "\"[A-Za-z0-9+/]{6,}={1,2}\""),
        new(Name, $"\"(?:{Ascii}){{2,}}\""),
    ];
}
