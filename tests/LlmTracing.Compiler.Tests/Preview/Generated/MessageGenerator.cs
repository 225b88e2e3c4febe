using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace LlmTracing.Compiler.Tests.Preview.Generated;

/// <summary>Lists of messages, well-formed and not.</summary>
internal static class MessageGenerator
{
    private static readonly Gen<string> Roles = Gen.Elements(
        "\"user\"", "\"user\"", "\"system\"", "\"developer\"", "\"assistant\"", "\"model\"", "\"tool\"", "\"function\"", "\"User\"", "\"user|\"", "\"user\\n\"", "\"\\u0075ser\"", "\"\"", "\"wizard\"", "null", "3", "[\"user\"]", "{\"user\":1}");

    private static readonly Gen<string> Members = Gen.OneOf(
        from value in Hostile.JsonTexts(2) select $"\"content\":{value}",
        from value in Hostile.JsonTexts(1) select $"\"parts\":[{{\"type\":\"text\",\"content\":{value}}}]",
        from value in Hostile.JsonTexts(1) select $"\"tool_calls\":[{{\"function\":{{\"arguments\":{value}}}}}]",
        from value in Hostile.JsonTexts(1) from type in Gen.Elements("tool_call", "tool_call_response", "tool_result") select $"\"parts\":[{{\"type\":\"{type}\",\"x\":{value}}}]",
        from role in Roles select $"\"role\":{role}");

    private static readonly Gen<string> Messages = Gen.Frequency(
        (6, from role in Roles from count in Gen.Choose(0, 2) from members in Members.ListOf(count) select $"{{{string.Join(',', members.Prepend($"\"role\":{role}"))}}}"),
        (1, from members in Members select $"{{{members}}}"),
        (1, Hostile.JsonTexts(1)));

    /// <summary>As JSON text.</summary>
    public static Gen<string> Texts { get; } =
        from count in Gen.Frequency((8, Gen.Choose(0, 3)), (1, Gen.Choose(7, 10)), (1, Gen.Choose(47, 49)))
        from messages in Messages.ListOf(count)
        from space in Gen.Elements("", "", " ", "\n")
        from wrapped in Gen.Frequency((8, Gen.Constant(false)), (1, Gen.Constant(true)))
        select wrapped ? $"{{\"messages\":[{string.Join(',', messages)}]}}" : $"{space}[{string.Join("," + space, messages)}]";

    /// <summary>As lists and maps.</summary>
    public static Gen<JsonObject> Values { get; } =
        from count in Gen.Choose(0, 3)
        from messages in Message().ListOf(count)
        select new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. messages.Select(message => message.DeepClone())]) } };

    private static Gen<JsonObject> Message() =>
        from role in Gen.Elements("user", "system", "assistant", "tool", "wizard", "")
        from content in Hostile.Singles
        from typed in Gen.Elements("stringValue", "stringValue", "bytesValue")
        select new JsonObject
        {
            ["kvlistValue"] = new JsonObject
            {
                ["values"] = new JsonArray(
                    new JsonObject { ["key"] = "role", ["value"] = new JsonObject { ["stringValue"] = role } },
                    new JsonObject
                    {
                        ["key"] = "content",
                        ["value"] = new JsonObject { [typed] = typed == "bytesValue" ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(content)) : content },
                    }),
            },
        };
}
