using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LlmTracing.Compiler.Otlp;

/// <summary>JSON text of structured values with sorted keys, byte for byte as the collector writes it.</summary>
internal sealed class GoJson
{
    private readonly StringBuilder text = new();
    private readonly bool ottl;

    private GoJson(bool ottl) => this.ottl = ottl;

    /// <param name="ottl">
    /// As OTTL's <c>String</c> does: <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped, backspace and form feed have no short form, and
    /// exponents have two digits.
    /// </param>
    internal static string Text(JsonObject value, bool ottl = false)
    {
        var json = new GoJson(ottl);
        json.Write(value);
        return json.text.ToString();
    }

    private void Write(JsonObject? value)
    {
        switch (value is null ? "" : AnyValue.Kind(value))
        {
            case AnyValue.Bytes when AnyValue.AsText(value!).Length == 0:
                text.Append("null");
                break;
            case AnyValue.String or AnyValue.Bytes:
                Quote(AnyValue.AsText(value!));
                break;
            case AnyValue.Array:
                List('[', Items(value!, AnyValue.Array), item => Write(item), ']');
                break;
            case AnyValue.Map:
                var members = Items(value!, AnyValue.Map)
                    .GroupBy(pair => pair.Text("key"), pair => pair["value"] as JsonObject)
                    .OrderBy(pair => pair.Key, Utf8Order.Instance);
                List('{', members, member => Member(member.Key, member.Last()), '}');
                break;
            case AnyValue.Double:
                text.Append(GoNumber.Text(AnyValue.Number(value![AnyValue.Double]!), exponentDigits: ottl ? 2 : 1));
                break;
            case "":
                text.Append("null");
                break;
            default:
                text.Append(AnyValue.AsText(value!));
                break;
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject value, string kind) =>
        value[kind] is JsonObject list ? list.Items("values") : [];

    private void Member(string key, JsonObject? value)
    {
        Quote(key);
        text.Append(':');
        Write(value);
    }

    private void List<T>(char open, IEnumerable<T> items, Action<T> write, char close)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ",");
            first = false;
            write(item);
        }

        text.Append(close);
    }

    private void Quote(string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' when !ottl => text.Append("\\b"),
                '\f' when !ottl => text.Append("\\f"),
                < ' ' or '\u2028' or '\u2029' => Escape(character),
                '<' or '>' or '&' when ottl => Escape(character),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private StringBuilder Escape(char character) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");

    /// <summary>Compares by code point, as UTF-8 bytes do; UTF-16 units would order surrogates wrongly.</summary>
    private sealed class Utf8Order : IComparer<string>
    {
        internal static Utf8Order Instance { get; } = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
