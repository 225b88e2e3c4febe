using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Findings;

/// <summary>Findings for programs.</summary>
internal static class FindingsJson
{
    private static readonly FindingsJsonContext Readable = new(new JsonSerializerOptions(FindingsJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(IReadOnlyCollection<Reported> findings, TextWriter output)
    {
        var report = new FindingsReport(
            findings.Count(reported => reported.IsError),
            findings.Count(reported => !reported.IsError),
            [.. findings.Select(FindingEntry.From)]);
        output.WriteLine(JsonSerializer.Serialize(report, Readable.FindingsReport));
    }
}

/// <summary>All findings and their counts.</summary>
internal sealed record FindingsReport(int Errors, int Warnings, ImmutableArray<FindingEntry> Findings);

/// <summary>One finding; lines and columns count from 1.</summary>
internal sealed record FindingEntry(
    string Severity, string? File, int? Line, int? Column, string Kind, string Namespace, string Name, string Path, string Reason,
    string Message, string Hint)
{
    public static FindingEntry From(Reported reported)
    {
        var finding = reported.Finding;
        return new FindingEntry(
            finding.Severity == Compiler.Validation.Severity.Error ? "error" : "warning",
            reported.At?.File, reported.At?.Line, reported.At?.Column,
            finding.Kind, finding.Object.Namespace ?? "", finding.Object.Name ?? "", finding.Path, finding.Reason, finding.Message,
            finding.Hint);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FindingsReport))]
internal sealed partial class FindingsJsonContext : JsonSerializerContext;
