using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Media inside text: data URLs, the base64 headers of common file formats, and base64 in fields that hold files.</summary>
internal static class Media
{
    private const string Base64 = "[A-Za-z0-9+/=_-]";

    internal static ImmutableArray<Detector> All { get; } =
    [
        new("media", """(?:[^\s"'<>\\)]|\\+/)*""") { Before = @"data:[a-z]+\\*/[A-Za-z0-9.+-]+(?:;[A-Za-z0-9=.+-]+)*," },
        .. new[]
        {
            "iVBORw0KGgo",
            "/9j/4",
            "R0lGODdh",
            "R0lGODlh",
            "UklGR",
            "JVBERi0",
            "SUQz",
            "T2dnUw",
            "UEsDB",
            "GkXfo",
            "ZkxhQ",
            "PHN2Zy",
            "AAAAHGZ0eX",
            "AAAAIGZ0eX",
        }
            .Select(start => new Detector("media", $"{start}{Base64}{{20,}}")),
        Field("ata", 64),
        Field("ase64", 64),
        Field("64_json", 64),
        Field("ontent", 128),
        Field("ytes", 64),
    ];

    /// <param name="name">The end of the field's name.</param>
    private static Detector Field(string name, int least) =>
        new("media", $"{Base64}{{{least},}}") { Before = name + """\\*["']\s*:\s*\\*["']""" };
}
