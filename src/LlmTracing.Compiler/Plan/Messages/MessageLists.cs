using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Messages;

/// <summary>Attributes that hold a list of messages, as a list or as JSON text. Of the keys of one slot the first that is there is looked into.</summary>
/// <param name="Name">Tells the slot from others.</param>
/// <param name="Keys">Attribute keys, literally.</param>
/// <param name="Most">Messages that are judged one by one; a longer list is judged as a whole.</param>
public sealed record MessageList(string Name, ImmutableArray<string> Keys, int Most);

/// <summary>Attributes that hold one message each: <c>prefix.index.role</c> and the content of <c>prefix.index</c>.</summary>
/// <param name="Prefix">What stands before the index.</param>
/// <param name="Role">What follows the index in the key of the role.</param>
/// <param name="Content">RE2 of what follows the index in the keys of the content.</param>
public sealed record IndexedMessages(string Prefix, string Role, string Content);

/// <summary>Where messages with roles are.</summary>
public static class MessageLists
{
    /// <summary>Indexed messages that are judged one by one; those behind take the strictest mode of the conversation.</summary>
    public const int MostIndexed = 48;

    /// <summary>Lists, judged in the attributes of spans and log records.</summary>
    public static ImmutableArray<MessageList> Lists { get; } =
    [
        new("in", ["gen_ai.input.messages", "ai.prompt.messages", "pydantic_ai.all_messages", "all_messages_events", "langfuse.observation.input", "input.value", "gen_ai.prompt", "mlflow.spanInputs", "traceloop.entity.input"], 48),
        new("out", ["gen_ai.output.messages", "langfuse.observation.output", "output.value", "gen_ai.completion", "mlflow.spanOutputs", "traceloop.entity.output"], 8),
    ];

    /// <summary>One message to an attribute, judged in the attributes of spans.</summary>
    public static ImmutableArray<IndexedMessages> Indexed { get; } =
    [
        new("llm.input_messages", "message.role", @"message\.(?:content|contents\.[0-9]+\.message_content\.text)"),
        new("gen_ai.prompt", "role", "content"),
    ];
}
