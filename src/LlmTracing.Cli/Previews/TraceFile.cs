using System.Collections.Immutable;
using System.Text.Json;
using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.Previews;

/// <summary>Recorded telemetry: one request, or one per line as the collector's file exporter writes them.</summary>
internal static class TraceFile
{
    /// <exception cref="UsageException">It is not OTLP in JSON; the message says where, without quoting it.</exception>
    public static ImmutableArray<OtlpRequest> Read(ManifestText file)
    {
        var lines = file.Text.Split('\n').Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0).ToList();
        ImmutableArray<OtlpRequest> requests = lines is [{ Text: ['{', .., '}'] }, ..]
            ? Lines(file.Name, lines)
            : [Parse(file.Name, file.Text, 1)];
        var useful = requests.Where(request => request.Root.ContainsKey("resourceSpans") || request.Root.ContainsKey("resourceLogs"))
            .ToImmutableArray();
        return useful.IsEmpty
            ? throw new UsageException($"{file.Name}: has neither resourceSpans nor resourceLogs, so it is not OTLP traces or logs.")
            : useful;
    }

    /// <remarks>Reports the first of several faults: a faulty file is parsed again, line by line.</remarks>
    private static ImmutableArray<OtlpRequest> Lines(string name, List<(string Text, int Number)> lines)
    {
        try
        {
            return [.. InParallel.Of(lines).Select(line => Parse(name, line.Text, line.Number))];
        }
        catch (AggregateException)
        {
            return [.. lines.Select(line => Parse(name, line.Text, line.Number))];
        }
    }

    private static OtlpRequest Parse(string name, string text, int line)
    {
        try
        {
            return OtlpRequest.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new UsageException(
                $"{name}:{line + (exception.LineNumber ?? 0)}:{(exception.BytePositionInLine ?? 0) + 1}: not an OTLP object in JSON.");
        }
    }
}
