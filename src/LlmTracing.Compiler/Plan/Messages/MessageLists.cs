using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Messages;

/// <summary>Attributes that hold a list of messages, as a list or as JSON text. Only the first key present in a slot is used.</summary>
/// <param name="Name">Unique name of the slot.</param>
/// <param name="Keys">Literal attribute keys.</param>
/// <param name="Most">Longest list whose messages are judged one by one; a longer one is judged as a whole.</param>
public sealed record MessageList(string Name, ImmutableArray<string> Keys, int Most);

/// <summary>Attributes that hold one message each: <c>prefix.index.role</c> and the content of <c>prefix.index</c>.</summary>
/// <param name="Prefix">The key up to the index.</param>
/// <param name="Role">What follows the index in the key of the role.</param>
/// <param name="Content">RE2 for what follows the index in the keys of the content.</param>
public sealed record IndexedMessages(string Prefix, string Role, string Content);

/// <summary>Where messages with roles are.</summary>
public static class MessageLists
{
    /// <summary>How many indexed messages are judged one by one; later ones get the strictest mode of the conversation.</summary>
    public const int MostIndexed = 48;

    /// <summary>Lists, judged in the attributes of spans and log records.</summary>
    public static ImmutableArray<MessageList> Lists { get; } =
    [
        new("in", [
            "gen_ai.input.messages", "ai.prompt.messages", "pydantic_ai.all_messages", "all_messages_events", "langfuse.observation.input",
            "input.value", "gen_ai.prompt", "mlflow.spanInputs", "traceloop.entity.input"], 48),
        new("out", [
            "gen_ai.output.messages", "langfuse.observation.output", "output.value", "gen_ai.completion", "mlflow.spanOutputs",
            "traceloop.entity.output"], 8),
    ];

    /// <summary>One message per attribute, judged in the attributes of spans.</summary>
    public static ImmutableArray<IndexedMessages> Indexed { get; } =
    [
        new("llm.input_messages", "message.role", @"message\.(?:content|contents\.[0-9]+\.message_content\.text)"),
        new("gen_ai.prompt", "role", "content"),
    ];
}
