using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>The changes and the redacted telemetry, for programs.</summary>
internal static class PreviewJson
{
    private static readonly PreviewJsonContext Readable = new(new JsonSerializerOptions(PreviewJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(IReadOnlyList<PreviewResult> results, TextWriter output)
    {
        var report = new PreviewReport([.. results.SelectMany(result => result.Changes)], [
            .. results.Select(result => result.Request.Root)]);
        output.WriteLine(JsonSerializer.Serialize(report, Readable.PreviewReport));
    }
}

/// <summary>Changes in the order of the recording; requests in OTLP, after redaction.</summary>
internal sealed record PreviewReport(ImmutableArray<Change> Changes, ImmutableArray<JsonObject> Requests);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(PreviewReport))]
internal sealed partial class PreviewJsonContext : JsonSerializerContext;
