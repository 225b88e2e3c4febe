using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmTracing.Compiler.Tests.Collector.Attacks;

/// <summary>A way to write a text, and which of it must not leave.</summary>
/// <param name="Write">The secret as text of a value.</param>
internal sealed record Spelling(string Name, Func<PlantedSecret, string> Write)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Func<PlantedSecret, bool> Fits { get; init; } = _ => true;

    /// <summary>What to look for.</summary>
    public Func<PlantedSecret, string> Trace { get; init; } = secret => secret.Core;

    public static ImmutableArray<Spelling> All { get; } =
    [
        new("alone", secret => secret.Text),
        new("in a sentence", secret => $"please note: {secret.Text}, and answer soon."),
        new("behind a line break", secret => $"first line\n{secret.Text}\nlast line"),
        new("in JSON", secret => Json(secret.Text)),
        new("in JSON, all escaped", secret => JsonSerializer.Serialize(new Dictionary<string, string> { ["note"] = secret.Text })),
        new("in JSON behind a line break", secret => Json($"first\n{secret.Text}\nlast")),
        new("in JSON in JSON", secret => Json(Json(secret.Text))),
        new("in JSON in JSON in JSON", secret => Json(Json(Json(secret.Text)))),
        new("in JSON of PHP", secret => Json(secret.Text).Replace("/", "\\/", StringComparison.Ordinal)),
        new("in a list of messages", secret => $"[{{\"role\":\"user\",\"content\":{JsonSerializer.Serialize(secret.Text, Plain)}}}]"),
        new("in JSON that is cut", secret => Json(secret.Text)[..^2]),
        new("as base64", secret => Convert.ToBase64String(Encoding.UTF8.GetBytes($"value {secret.Text}")))
        {
            Fits = secret => secret.Text.Length >= 24,
            Trace = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes($"value {secret.Text}"))[4..24],
        },
        new("percent-encoded", secret => $"https://host.example/?q={Uri.EscapeDataString(secret.Text)}") { Fits = secret => secret.IsEmail },
        new("percent-encoded twice", secret => $"https://host.example/?q={Uri.EscapeDataString(Uri.EscapeDataString(secret.Text))}") { Fits = secret => secret.IsEmail },
        new("with an escaped at sign", secret => secret.Text.Replace("@", "\\u0040", StringComparison.Ordinal)) { Fits = secret => secret.IsEmail },
        new("with a twice escaped at sign", secret => secret.Text.Replace("@", "\\\\u0040", StringComparison.Ordinal)) { Fits = secret => secret.IsEmail },
        new("with a wide at sign", secret => secret.Text.Replace("@", "\uFF20", StringComparison.Ordinal)) { Fits = secret => secret.IsEmail },
        new("with an at sign of HTML", secret => secret.Text.Replace("@", "&#64;", StringComparison.Ordinal)) { Fits = secret => secret.IsEmail },
        new("with a space of no width", secret => secret.Text.Insert(3, "\u200B")) { Fits = secret => secret.IsEmail, Trace = secret => secret.Core[3..] },
    ];

    private static string Json(string text) => JsonSerializer.Serialize(new Dictionary<string, string> { ["note"] = text }, Plain);
}
