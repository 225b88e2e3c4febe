using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Testing.Telemetry;

/// <summary>OTLP traces and logs from protobuf to the JSON that OTLP defines for them; metrics only down to their names.</summary>
/// <remarks>Fields that a test never looks at (flags, dropped counts) are left out.</remarks>
internal static class OtlpProtobuf
{
    private static readonly ImmutableDictionary<string, ImmutableDictionary<int, Field>> Messages =
        new Dictionary<string, ImmutableDictionary<int, Field>>
        {
            ["Traces"] = Fields((1, "resourceSpans", Kind.List, "ResourceSpans")),
            ["Logs"] = Fields((1, "resourceLogs", Kind.List, "ResourceLogs")),
            ["Metrics"] = Fields((1, "resourceMetrics", Kind.List, "ResourceMetrics")),
            ["ResourceSpans"] = Fields(
                (1, "resource", Kind.Message, "Resource"), (2, "scopeSpans", Kind.List, "ScopeSpans"), (3, "schemaUrl", Kind.Text, "")),
            ["ResourceLogs"] = Fields(
                (1, "resource", Kind.Message, "Resource"), (2, "scopeLogs", Kind.List, "ScopeLogs"), (3, "schemaUrl", Kind.Text, "")),
            ["ResourceMetrics"] = Fields((1, "resource", Kind.Message, "Resource"), (2, "scopeMetrics", Kind.List, "ScopeMetrics")),
            ["Resource"] = Fields((1, "attributes", Kind.List, "KeyValue")),
            ["ScopeSpans"] = Fields((1, "scope", Kind.Message, "Scope"), (2, "spans", Kind.List, "Span"), (3, "schemaUrl", Kind.Text, "")),
            ["ScopeLogs"] = Fields(
                (1, "scope", Kind.Message, "Scope"), (2, "logRecords", Kind.List, "LogRecord"), (3, "schemaUrl", Kind.Text, "")),
            ["ScopeMetrics"] = Fields((1, "scope", Kind.Message, "Scope"), (2, "metrics", Kind.List, "Metric")),
            ["Scope"] = Fields((1, "name", Kind.Text, ""), (2, "version", Kind.Text, ""), (3, "attributes", Kind.List, "KeyValue")),
            ["Metric"] = Fields((1, "name", Kind.Text, ""), (2, "description", Kind.Text, ""), (3, "unit", Kind.Text, "")),
            ["Span"] = Fields(
                (1, "traceId", Kind.Hex, ""), (2, "spanId", Kind.Hex, ""), (3, "traceState", Kind.Text, ""),
                (4, "parentSpanId", Kind.Hex, ""),
                (5, "name", Kind.Text, ""), (6, "kind", Kind.Number, ""), (7, "startTimeUnixNano", Kind.Long, ""),
                (8, "endTimeUnixNano", Kind.Long, ""),
                (9, "attributes", Kind.List, "KeyValue"), (11, "events", Kind.List, "Event"), (13, "links", Kind.List, "Link"),
                (15, "status", Kind.Message, "Status")),
            ["Event"] = Fields((1, "timeUnixNano", Kind.Long, ""), (2, "name", Kind.Text, ""), (3, "attributes", Kind.List, "KeyValue")),
            ["Link"] = Fields((1, "traceId", Kind.Hex, ""), (2, "spanId", Kind.Hex, ""), (3, "traceState", Kind.Text, ""), (4,
                "attributes", Kind.List, "KeyValue")),
            ["Status"] = Fields((2, "message", Kind.Text, ""), (3, "code", Kind.Number, "")),
            ["LogRecord"] = Fields(
                (1, "timeUnixNano", Kind.Long, ""), (11, "observedTimeUnixNano", Kind.Long, ""), (2, "severityNumber", Kind.Number, ""),
                (3, "severityText", Kind.Text, ""),
                (5, "body", Kind.Message, "Value"), (6, "attributes", Kind.List, "KeyValue"), (9, "traceId", Kind.Hex, ""),
                (10, "spanId", Kind.Hex, ""), (12, "eventName", Kind.Text, "")),
            ["KeyValue"] = Fields((1, "key", Kind.Text, ""), (2, "value", Kind.Message, "Value")),
            ["Value"] = Fields(
                (1, "stringValue", Kind.Text, ""), (2, "boolValue", Kind.Flag, ""), (3, "intValue", Kind.Long, ""),
                (4, "doubleValue", Kind.Double, ""),
                (5, "arrayValue", Kind.Message, "Values"), (6, "kvlistValue", Kind.Message, "KeyValues"),
                (7, "bytesValue", Kind.Base64, "")),
            ["Values"] = Fields((1, "values", Kind.List, "Value")),
            ["KeyValues"] = Fields((1, "values", Kind.List, "KeyValue")),
        }.ToImmutableDictionary();

    private enum Kind
    {
        Message,
        List,
        Text,
        Hex,
        Base64,
        Number,
        Long,
        Flag,
        Double,
    }

    public static JsonNode ToJson(Signal signal, ReadOnlySpan<byte> body) => Message(signal.ToString(), body);

    private static JsonObject Message(string type, ReadOnlySpan<byte> body)
    {
        var result = new JsonObject();
        while (!body.IsEmpty)
        {
            var tag = Varint(ref body);
            var value = Value((int)(tag & 7), ref body, out var number);
            if (!Messages[type].TryGetValue((int)(tag >> 3), out var field))
            {
                continue;
            }

            if (field.Kind == Kind.List)
            {
                var list = result[field.Name]?.AsArray() ?? [];
                result[field.Name] ??= list;
                list.Add(Message(field.Type, value));
            }
            else
            {
                result[field.Name] = Scalar(field, value, number);
            }
        }

        return result;
    }

    private static JsonNode Scalar(Field field, ReadOnlySpan<byte> value, ulong number) => field.Kind switch
    {
        Kind.Message => Message(field.Type, value),
        Kind.Text => Encoding.UTF8.GetString(value),
        Kind.Hex => Convert.ToHexStringLower(value),
        Kind.Base64 => Convert.ToBase64String(value),
        Kind.Number => (int)number,
        Kind.Long => ((long)number).ToString(),
        Kind.Flag => number != 0,
        Kind.Double => BitConverter.UInt64BitsToDouble(number),
        _ => throw new InvalidOperationException(field.Kind.ToString()),
    };

    // Wire types: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.
    private static ReadOnlySpan<byte> Value(int wire, ref ReadOnlySpan<byte> body, out ulong number)
    {
        number = wire == 0 ? Varint(ref body) : 0;
        var length = wire switch { 0 => 0, 1 => 8, 2 => (int)Varint(ref body), 5 => 4, _ =>
            throw new FormatException($"wire type {wire}") };
        var value = body[..length];
        body = body[length..];
        number = wire switch { 1 => BinaryPrimitives.ReadUInt64LittleEndian(value), 5 =>
            BinaryPrimitives.ReadUInt32LittleEndian(value), _ => number };
        return value;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> body)
    {
        ulong result = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = body[0];
            body = body[1..];
            result |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return result;
            }
        }
    }

    private static ImmutableDictionary<int, Field> Fields(params IEnumerable<(int Number, string Name, Kind Kind, string Type)> fields) =>
        fields.ToImmutableDictionary(field => field.Number, field => new Field(field.Name, field.Kind, field.Type));

    private sealed record Field(string Name, Kind Kind, string Type);
}
