using System.Text;

namespace Kube.Sandbox.Http;

/// <summary>Reads what <c>kubectl create namespace</c> and its like send: the simple kinds, in Kubernetes' protobuf envelope.</summary>
internal static class ProtobufObject
{
    /// <summary>
    /// Fields by number: a text, or with a suffix a map from text to text (<c>{}</c>) or bytes (<c>{b}</c>), or metadata.
    /// </summary>
    private static readonly Dictionary<string, Dictionary<ulong, string>> Messages = new(StringComparer.Ordinal)
    {
        ["metadata"] = new() { [1] = "name", [2] = "generateName", [3] = "namespace", [11] = "labels{}", [12] = "annotations{}" },
        ["Namespace"] = new() { [1] = "metadata" },
        ["ServiceAccount"] = new() { [1] = "metadata" },
        ["ConfigMap"] = new() { [1] = "metadata", [2] = "data{}", [3] = "binaryData{b}" },
        ["Secret"] = new() { [1] = "metadata", [2] = "data{b}", [3] = "type", [4] = "stringData{}" },
    };

    /// <returns>Null for what can't be read whole.</returns>
    public static JsonObject? Read(ReadOnlyMemory<byte> body)
    {
        var parts = Fields(body.Span.StartsWith("k8s\0"u8) ? body[4..] : default).ToDictionary(field => field.Number, field => field.Bytes);
        var type = Fields(parts.GetValueOrDefault(1ul)).ToDictionary(field => field.Number, field => Text(field.Bytes));
        if (!Messages.TryGetValue(type.GetValueOrDefault(2ul) ?? "", out var known)
            || Message(known, parts.GetValueOrDefault(2ul)) is not { } value)
        {
            return null;
        }

        value["apiVersion"] = type[1];
        value["kind"] = type[2];
        return value;
    }

    private static JsonObject? Message(Dictionary<ulong, string> known, ReadOnlyMemory<byte> data)
    {
        var value = new JsonObject();
        foreach (var (number, bytes) in Fields(data).Where(field => !IsZero(field.Bytes.Span)))
        {
            switch (known.GetValueOrDefault(number)?.Split('{'))
            {
                case ["metadata"] when Message(Messages["metadata"], bytes) is { } metadata:
                    value["metadata"] = metadata;
                    break;
                case [not "metadata" and var name]:
                    value[name] = Text(bytes);
                    break;
                case [var name, var kind]:
                    var entry = Fields(bytes).ToDictionary(field => field.Number, field => field.Bytes);
                    var content = entry.GetValueOrDefault(2ul);
                    value.Ensure(name)[Text(entry[1])] = kind == "}" ? Text(content) : Convert.ToBase64String(content.Span);
                    break;
                default:
                    return null;
            }
        }

        return value;
    }

    private static IEnumerable<(ulong Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> data)
    {
        for (var at = 0; at < data.Length;)
        {
            var tag = Varint(data.Span, ref at);
            var start = at;
            var length = (int)Varint(data.Span, ref at);
            if ((tag & 7) == 2)
            {
                start = at;
                at += length;
            }

            yield return (tag >> 3, data[start..at]);
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> data, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(data[at] & 0x7f) << shift;
            if (data[at++] < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Typed clients write what is not set, too: as an empty text, a zero, or a struct with one empty field.</summary>
    private static bool IsZero(ReadOnlySpan<byte> data) => data.Length == 0 || (data.Length <= 2 && data[^1] == 0);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
