using System.Collections.Immutable;
using static LlmTracing.Compiler.Plan.Category;

namespace LlmTracing.Compiler.Plan;

/// <summary>Attribute keys that carry content.</summary>
/// <param name="Pattern">RE2, matched against the whole key.</param>
/// <param name="Categories">What the value may hold; the strictest mode among them applies.</param>
/// <param name="Source">Convention and version.</param>
public sealed record KeyFamily(string Pattern, ImmutableArray<Category> Categories, string Source);

/// <summary>Log records and span events whose payload is content, by event name.</summary>
public sealed record EventFamily(string Name, Category Category, string Source);

/// <summary>Where content is: the one table that the generated configuration and the preview read.</summary>
public static class Vocabulary
{
    private const string Current = "OpenTelemetry GenAI 1.37 to 1.44";
    private const string Legacy = "OpenTelemetry GenAI 1.26 to 1.36";

    private static readonly ImmutableArray<Category> Conversation = [SystemPrompt, UserInput, Completion, ToolArguments, ToolResults];

    /// <summary>Content by attribute key, wherever attributes are.</summary>
    public static ImmutableArray<KeyFamily> Keys { get; } =
    [
        new(@"gen_ai\.system_instructions", [SystemPrompt], Current),
        new(@"gen_ai\.input\.messages", Conversation, Current),
        new(@"gen_ai\.output\.messages", [Completion, ToolArguments], Current),
        new(@"gen_ai\.tool\.definitions(?:\..+)?", [SystemPrompt], Current),
        new(@"gen_ai\.tool\.call\.arguments", [ToolArguments], Current),
        new(@"gen_ai\.tool\.call\.result", [ToolResults], Current),
        new(@"gen_ai\.retrieval\.(?:documents|query\.text)", [Retrieval], Current),
        new(@"gen_ai\.memory\.(?:query\.text|records)", [Retrieval], Current),
        new(@"gen_ai\.evaluation\.explanation", [Completion], Current),
        new(@"gen_ai\.prompt(?:\.[0-9]+\..+)?", Conversation, Legacy),
        new(@"gen_ai\.completion(?:\.[0-9]+\..+)?", [Completion, ToolArguments], Legacy),
        new(@"exception\.(?:message|stacktrace)|error\.message", [Errors], "OpenTelemetry 1.44"),
    ];

    /// <summary>Content by event name: the body of a log record, the payload of a span event.</summary>
    public static ImmutableArray<EventFamily> Events { get; } =
    [
        new("gen_ai.system.message", SystemPrompt, Legacy),
        new("gen_ai.user.message", UserInput, Legacy),
        new("gen_ai.assistant.message", Completion, Legacy),
        new("gen_ai.choice", Completion, Legacy),
        new("gen_ai.tool.message", ToolResults, Legacy),
    ];

    /// <summary>Attributes of span events that hold the payload which the event's name explains.</summary>
    public static ImmutableArray<string> EventPayloadKeys { get; } = ["gen_ai.event.content", "content"];
}
