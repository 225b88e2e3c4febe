using System.Text;
using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Protobuf;

/// <summary>
/// Reads the objects that typed clients such as <c>kubectl create</c> send in Kubernetes' protobuf envelope.
/// Caveat: only the fields of <see cref="MessageTable"/>; anything else that is set is refused, never dropped.
/// </summary>
internal static class ProtobufObject
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="FormatException">Not such an envelope, or it holds what this server cannot read.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw new FormatException("the body has no Kubernetes envelope");
        }

        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = default;
        var envelope = new WireReader(body[Magic.Length..]);
        while (envelope.TryRead(out var field, out _, out var bytes))
        {
            if (field == 1)
            {
                (apiVersion, kind) = TypeMeta(bytes);
            }
            else if (field == 2)
            {
                raw = bytes;
            }
        }

        var value = Message(kind, raw);
        value["apiVersion"] = apiVersion;
        value["kind"] = kind;
        return value;
    }

    private static (string ApiVersion, string Kind) TypeMeta(ReadOnlySpan<byte> data)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new WireReader(data);
        while (reader.TryRead(out var field, out _, out var bytes))
        {
            (apiVersion, kind) = field == 1 ? (Text(bytes), kind) : (apiVersion, Text(bytes));
        }

        return (apiVersion, kind);
    }

    private static JsonObject Message(string name, ReadOnlySpan<byte> data)
    {
        var fields = MessageTable.Find(name) ?? throw new FormatException($"{name} can't be read in protobuf");
        var value = new JsonObject();
        var reader = new WireReader(data);
        while (reader.TryRead(out var number, out var varint, out var bytes))
        {
            if (fields.TryGetValue(number, out var field))
            {
                Set(value, field, varint, bytes);
            }
            else if (varint != 0 || !IsZero(bytes))
            {
                throw new FormatException($"field {number} of {name} can't be read in protobuf");
            }
        }

        return value;
    }

    private static void Set(JsonObject value, MessageField field, ulong varint, ReadOnlySpan<byte> bytes)
    {
        if (field.Map)
        {
            var (key, entry) = Entry(field, bytes);
            value.Ensure(field.Name)[key] = entry;
        }
        else if (field.Repeated)
        {
            if (value.List(field.Name) is null)
            {
                value[field.Name] = new JsonArray();
            }

            value.List(field.Name)!.Add(Value(field.Type, varint, bytes));
        }
        else if (field.Type != "skip" && (field.Keep || varint != 0 || bytes.Length > 0))
        {
            value[field.Name] = Value(field.Type, varint, bytes);
        }
    }

    private static (string Key, JsonNode? Value) Entry(MessageField field, ReadOnlySpan<byte> data)
    {
        var key = "";
        JsonNode? value = "";
        var reader = new WireReader(data);
        while (reader.TryRead(out var number, out var varint, out var bytes))
        {
            if (number == 1)
            {
                key = Text(bytes);
            }
            else
            {
                value = Value(field.Type, varint, bytes);
            }
        }

        return (key, value);
    }

    private static JsonNode? Value(string type, ulong varint, ReadOnlySpan<byte> bytes) => type switch
    {
        "text" => Text(bytes),
        "number" => (long)varint,
        "flag" => varint != 0,
        "bytes" => Convert.ToBase64String(bytes),
        "IntOrString" => IntOrString(bytes),
        _ => Message(type, bytes),
    };

    private static JsonNode? IntOrString(ReadOnlySpan<byte> data)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new WireReader(data);
        while (reader.TryRead(out var field, out var varint, out var bytes))
        {
            switch (field)
            {
                case 1:
                    isText = varint == 1;
                    break;
                case 2:
                    number = (long)varint;
                    break;
                default:
                    text = Text(bytes);
                    break;
            }
        }

        return isText ? text : number == 0 ? null : number;
    }

    /// <summary>Whether a message sets nothing: typed clients write empty structs and zeros too.</summary>
    private static bool IsZero(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        while (reader.TryRead(out _, out var varint, out var bytes))
        {
            if (varint != 0 || !IsZero(bytes))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
