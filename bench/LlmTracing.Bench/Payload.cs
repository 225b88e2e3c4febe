using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmTracing.Bench;

/// <summary>One export request in protobuf: spans of a chat, each with a prompt of about the given size and an answer of a quarter of
/// it.</summary>
/// <param name="kilobytes">Size of one prompt, in 1,000 bytes.</param>
/// <param name="findings">Whether there is something to mask, about once in a kilobyte; else nothing is found.</param>
internal sealed class Payload(int kilobytes, bool findings)
{
    public const int Spans = 10;

    private byte[]? body;

    public bool Findings => findings;

    /// <summary>The same bytes on every machine.</summary>
    public byte[] Body => body ??= Request();

    public string Name => $"{kilobytes} kB, {(findings ? "with findings" : "clean")}";

    public static ImmutableArray<Payload> All { get; } =
        [.. new[] { 1, 10, 100 }.SelectMany(size => new[] { new Payload(size, findings: false), new Payload(size, findings: true) })];

    private byte[] Request()
    {
        var prose = new Prose(findings);
        var scope = new Protobuf().Message(1, new Protobuf().Text(1, "opentelemetry.instrumentation.openai").Text(2, "0.22.0"));
        for (var index = 1; index <= Spans; index++)
        {
            scope.Message(2, Span(index, prose));
        }

        var resource = new Protobuf().Message(1, Text("service.name", "support-agent")).Message(1, Text("k8s.namespace.name", "team-a"));
        return new Protobuf().Message(1, new Protobuf().Message(1, resource).Message(2, scope)).ToArray();
    }

    private Protobuf Span(int index, Prose prose)
    {
        var span = new Protobuf()
            .Bytes(1, Enumerable.Repeat((byte)0xA1, 16).ToArray()).Bytes(2, [0, 0, 0, 0, 0, 0, 0, (byte)index])
            .Text(5, "chat gpt-4o").Number(6, 3).Fixed(7, 1_700_000_000_000_000_000).Fixed(8, 1_700_000_002_000_000_000);
        foreach (var attribute in Attributes(prose))
        {
            span.Message(9, attribute);
        }

        return findings
            ? span.Message(11, Failure()).Message(15, new Protobuf().Text(2, $"refused for {Prose.Planted[0]}").Number(3, 2))
            : span;
    }

    private IEnumerable<Protobuf> Attributes(Prose prose) =>
    [
        Text("gen_ai.operation.name", "chat"),
        Text("gen_ai.provider.name", "openai"),
        Text("gen_ai.request.model", "gpt-4o"),
        Text("gen_ai.response.model", "gpt-4o-2024-08-06"),
        Text("gen_ai.conversation.id", "thread-7"),
        Text("server.address", "api.openai.com"),
        Pair("gen_ai.usage.input_tokens", new Protobuf().Number(3, 250 * kilobytes)),
        Pair("gen_ai.usage.output_tokens", new Protobuf().Number(3, 60 * kilobytes)),
        Pair("gen_ai.request.temperature", new Protobuf().Fixed(4, BitConverter.DoubleToInt64Bits(0.2))),
        Pair("gen_ai.response.finish_reasons", new Protobuf().Message(5, new Protobuf().Message(1, new Protobuf().Text(1, "stop")))),
        Text("gen_ai.input.messages", Messages(("system", prose.Take(200)), ("user", prose.Take(Math.Max(400, (1000 * kilobytes) - 400))))),
        Text("gen_ai.output.messages", Messages(("assistant", prose.Take(250 * kilobytes)))),
    ];

    private static Protobuf Failure() => new Protobuf()
        .Fixed(1, 1_700_000_001_000_000_000).Text(2, "exception")
        .Message(3, Text("exception.type", "ContentRefused")).Message(3, Text("exception.message", $"refused for {Prose.Planted[0]}"));

    private static string Messages(params (string Role, string Text)[] messages) =>
        new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject
        {
            ["role"] = message.Role,
            ["parts"] = new JsonArray(new JsonObject { ["type"] = "text", ["content"] = message.Text }),
        })]).ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static Protobuf Text(string key, string value) => Pair(key, new Protobuf().Text(1, value));

    private static Protobuf Pair(string key, Protobuf value) => new Protobuf().Text(1, key).Message(2, value);
}
