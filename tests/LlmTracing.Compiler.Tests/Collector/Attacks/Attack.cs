using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Collector.Attacks;

/// <summary>A request that was made to get something past the redaction.</summary>
/// <param name="Contents">Texts in it that a plan may hash.</param>
internal sealed record Attack(string Name, Signal Signal, JsonObject Request, ImmutableArray<string> Contents)
{
    /// <summary>A credential, found everywhere; in parts, so that no scanner takes this file for a leak.</summary>
    public const string Credential = "gh" + "p_" + "q7Rz2mVx9Lk4Tn8Wp3Bs6Yd1Hf5Jc0GeAuXi";

    /// <summary>Personal data, found everywhere but in kept content.</summary>
    public const string Address = "marta.lindqvist@example.com";

    /// <inheritdoc cref="Address"/>
    public const string Card = "4111111111111111";

    /// <summary>What no pattern finds. Far behind in its text, so that it is cut off.</summary>
    public const string Word = "zarquonia";

    private const string Text = $"key {Credential} of {Address}, who wrote a long letter to the support of the shop about her husband in {Word}";

    private static readonly string Long = $"{Text} {new string('x', 400_000)} {Text} {string.Concat(Enumerable.Repeat("é a1 ", 100_000))} {Text}";

    private static readonly ImmutableArray<string> EventNames = ["", "my.event", "gen_ai.user.message", "gen_ai.system.message", "gen_ai.choice", "gen_ai.tool.message"];

    private static readonly ImmutableArray<(string Name, JsonObject Value)> Bodies =
    [
        ("text", String(Text)),
        ("JSON text", String($$"""{"note":"{{Text}}"}""")),
        ("text in JSON in JSON", String(JsonSerializer.Serialize(JsonSerializer.Serialize(Text)))),
        ("integer", new() { ["intValue"] = Card }),
        ("double", new() { ["doubleValue"] = 4111111111111111d }),
        ("truth", new() { ["boolValue"] = true }),
        ("bytes", Bytes(Text)),
        ("list", List(String(Text), new() { ["intValue"] = Card })),
        ("map", Map("note", String(Text))),
        ("nested", List(Map("note", List(Map("note", String(Text)))))),
        ("key", Map(Text, String("note"))),
        ("null", []),
    ];

    /// <summary>Values in which what a detector looks for is spelled so that a search before it might not see it, and what must not leave.</summary>
    private static readonly ImmutableArray<(string Text, string Secret)> Gated =
    [
        ("jürgen.müller@example.com", "jürgen"),
        ("müller@exämple.com", "müller"),
        ("marta.lindqvist@example\u3002com", "lindqvist"),
        ("marta.lindqvist\uFF20example\uFF0Ecom", "lindqvist"),
        ("marta.lindqvist%2540example%252Ecom", "lindqvist"),
        ("<marta.lindqvist&#64;example.com>", "lindqvist"),
        ("marta.lindqvist\\u0040example.com", "lindqvist"),
        ("{\"a\":4111111111111111}", "4111111111111111"),
        ("[4111111111111111 ]", "4111111111111111"),
        ("first\\n4111111111111111", "4111111111111111"),
        ("\n4111-1111-1111-1111\u2028", "4111-1111-1111-1111"),
        ("<4111 1111 1111 1111>", "4111 1111 1111 1111"),
        ("no.7: 378282246310005.", "378282246310005"),
        ("\u2028DE89 3704 0044 0532 0130 00\u2028", "3704 0044"),
        ("\"123-45-6789\"", "123-45-6789"),
        ("&(555) 234-5678&", "234-5678"),
        ("\\u002b49 30 90182034", "90182034"),
        ("<Bearer\nq7Rz2mVx9Lk4Tn8Wp3Bs6Yd1>", "q7Rz2mVx9Lk4Tn8Wp3Bs6Yd1"),
        ("\u2028pass" + "word\t=\tq7Rz2mVx\u2028", "q7Rz2mVx"),
        ("{\\\"pass" + "word\\\" : \\\"q7Rz2mVx\\\"}", "q7Rz2mVx"),
        ("api" + "_key\n:\n'q7Rz2mVx9Lk4Tn8Wp3Bs6Yd1'", "q7Rz2mVx9Lk4Tn8Wp3Bs6Yd1"),
        ("&acc" + "ess_tok" + "en=q7Rz2mVx9Lk4Tn8Wp3Bs6Yd1&", "q7Rz2mVx9Lk4Tn8Wp3Bs6Yd1"),
        ("https:\\/\\/user:q7Rz2mVx@host.example", "q7Rz2mVx"),
        ("-----BEGIN " + "PRIVATE KEY-----\\nq7Rz2mVx9Lk4\\n-----END " + "PRIVATE KEY-----", "q7Rz2mVx9Lk4"),
    ];

    private static readonly ImmutableArray<string> ShortBytes = ["078-05-1120", "+49 30 90182034", Card, "ulla@example.com", "ulla@x.example.com"];

    public static ImmutableArray<Attack> All { get; } =
    [
        .. from body in Bodies from name in EventNames select Log($"body {body.Name} of '{name}'", name, body.Value),
        Span("a value of a megabyte", [Pair("gen_ai.system_instructions", String(Long)), Pair("app.note", String(Long.Replace(Word, "her", StringComparison.Ordinal)))], [Long]),
        Span("ten thousand attributes", Enumerable.Range(0, 10_000).Select(index => Pair($"app.note.n{index}", String($"{index} {Credential} {Address}"))), []),
        Span("a thousand messages", [Pair("gen_ai.input.messages", String($"[{string.Join(',', Messages(1000))}]"))], [.. Messages(2)]),
        Span("some messages", [Pair("gen_ai.input.messages", String($"[{string.Join(',', Messages(8))}]"))], [.. Messages(8)]),
        Span("deep JSON", [Pair("gen_ai.system_instructions", String(string.Concat(Enumerable.Repeat("[", 500)) + $"\"{Text}\"" + string.Concat(Enumerable.Repeat("]", 500))))], []),
        Span("bytes", [Pair("app.note", Bytes(Text)), Pair("app.digits", new() { ["bytesValue"] = Digits })], []),
        .. ShortBytes.Select(text => Span($"bytes of {text} inside", [Pair("app.list", List(Bytes(text), String("x"))), Pair("app.map", Map("note", Bytes(text)))], []) with { Secret = Base64(text) }),
        Span("an identity", [Pair("user.id", String(Address)), Pair("session.id", String(Address))], [Address]),
        .. Gated.Select(one => Span($"gate of {one.Text}", [Pair("app.note", String(one.Text)), Pair("app.list", List(String(one.Text)))], []) with { Secret = one.Secret }),
    ];

    /// <summary>A further secret that a detector finds, whatever the value's category.</summary>
    public string? Secret { get; init; }

    /// <summary>Binary data in base64 that begins like a number, with an address behind it.</summary>
    private static string Digits => "00000000000000000000" + Convert.ToBase64String(Encoding.UTF8.GetBytes($"...{Address}"));

    private static IEnumerable<string> Messages(int count) => Enumerable.Range(0, count).Select(index =>
        $$"""{"content":"{{index.ToString(CultureInfo.InvariantCulture)}} {{Text}}","role":"{{(index % 2 == 0 ? "user" : "assistant")}}"}""");

    private static Attack Log(string name, string eventName, JsonObject body) => new(name, Signal.Logs, new()
    {
        ["resourceLogs"] = new JsonArray(new JsonObject
        {
            ["scopeLogs"] = new JsonArray(new JsonObject { ["logRecords"] = new JsonArray(new JsonObject { ["severityNumber"] = 9, ["eventName"] = eventName, ["body"] = body.DeepClone() }) }),
        }),
    }, [body["stringValue"]?.ToString() ?? $$"""{"note":"{{Text}}"}""", Card]);

    private static Attack Span(string name, IEnumerable<JsonObject> attributes, ImmutableArray<string> contents) => new(name, Signal.Traces, new()
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["spans"] = new JsonArray(new JsonObject
                {
                    ["traceId"] = "5b8efff798038103d269b633813fc60c",
                    ["spanId"] = "eee19b7ec3c1b174",
                    ["name"] = "chat",
                    ["attributes"] = new JsonArray([.. attributes]),
                }),
            }),
        }),
    }, contents);

    private static JsonObject Pair(string key, JsonObject value) => new() { ["key"] = key, ["value"] = value };

    private static JsonObject String(string text) => new() { ["stringValue"] = text };

    private static JsonObject Bytes(string text) => new() { ["bytesValue"] = Base64(text) };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject List(params JsonObject[] items) => new() { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. items]) } };

    private static JsonObject Map(string key, JsonObject value) => new() { ["kvlistValue"] = new JsonObject { ["values"] = new JsonArray(Pair(key, value)) } };
}
