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

    private const string OpenInference = "OpenInference, 2026";
    private const string OpenLLMetry = "OpenLLMetry 0.14 to 0.27";
    private const string Vercel = "Vercel AI SDK 3 to 6";
    private const string Langfuse = "Langfuse 5";
    private const string LangSmith = "LangSmith 0.10";
    private const string OpenLit = "OpenLIT 1.15";
    private const string MlFlow = "MLflow 3";
    private const string PydanticAi = "Pydantic AI";
    private const string Genkit = "Genkit 1";
    private const string Mastra = "Mastra 1";
    private const string SpringAi = "Spring AI";
    private const string Adk = "Google ADK";

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

        new(@"(?:input|output)\.value", Conversation, OpenInference),
        new(@"llm\.input_messages(?:\..+)?", Conversation, OpenInference),
        new(@"llm\.output_messages(?:\..+)?", [Completion, ToolArguments], OpenInference),
        new(@"llm\.(?:prompts\..+|prompt_template\.(?:template|variables)|invocation_parameters|function_call|tools\..+)", Conversation, OpenInference),
        new(@"llm\.choices\..+", [Completion], OpenInference),
        new(@"tool\.parameters", [ToolArguments], OpenInference),
        new(@"(?:retrieval\.documents|reranker\.(?:input|output)_documents)\..+|reranker\.query", [Retrieval], OpenInference),
        new(@"embedding\.embeddings\..+", [Embeddings], OpenInference),
        new(@"(?:(?:trace|session)\.)?(?:annotations|evaluations)\..+\.(?:explanation|metadata)", [Completion], OpenInference),

        new(@"traceloop\.(?:entity\.(?:input|output)|prompt\.(?:template|template_variables(?:\..+)?))", Conversation, OpenLLMetry),
        new(@"llm\.request\.functions\..+", [SystemPrompt], OpenLLMetry),
        new(@"(?:gen_ai|llm)\.(?:headers|content\.completion\.chunk)|gen_ai\.task\.(?:input|output)", Conversation, OpenLLMetry),
        new(@"mcp\.request\.argument", [ToolArguments], OpenLLMetry),
        new(@"mcp\.response\.value", [ToolResults], OpenLLMetry),
        new(@"db\.(?:query|search)\.(?:result|embeddings)\.(?:document|metadata|entity|vector)", [Retrieval], OpenLLMetry),

        new(@"ai\.prompt(?:\.(?:messages|tools|toolChoice))?|ai\.schema(?:\..+)?", Conversation, Vercel),
        new(@"ai\.(?:response|result)\.(?:text|object|toolCalls|reasoning|files|providerMetadata)", [Completion, ToolArguments], Vercel),
        new(@"ai\.toolCall\.args", [ToolArguments], Vercel),
        new(@"ai\.toolCall\.result", [ToolResults], Vercel),
        new(@"ai\.(?:values?|embeddings?)", [Embeddings, Retrieval], Vercel),
        new(@"ai\.(?:documents|ranking)", [Retrieval], Vercel),

        new(@"langfuse\.(?:trace|observation)\.(?:input|output|metadata(?:\..+)?)|langfuse\.observation\.model\.parameters", Conversation, Langfuse),
        new(@"langfuse\.observation\.status_message", [Errors], Langfuse),
        new(@"langsmith\.metadata\.ls_invocation_params|gen_ai\.request\.extra_(?:query|body)|gen_ai\.serialized\..+", Conversation, LangSmith),
        new(@"gen_ai\.content\.(?:prompt|completion|revised_prompt|reasoning)|gen_ai\.(?:workflow|execution)\.(?:input|output)", Conversation, OpenLit),
        new(@"gen_ai\.tool\.(?:input|args)", [ToolArguments], OpenLit),
        new(@"gen_ai\.tool\.(?:output|result)", [ToolResults], OpenLit),
        new(@"mlflow\.(?:spanInputs|spanOutputs|traceInputs|traceOutputs|chat\.tools)", Conversation, MlFlow),
        new(@"pydantic_ai\.all_messages|all_messages_events|model_request_parameters|final_result", Conversation, PydanticAi),
        new(@"tool_arguments", [ToolArguments], PydanticAi),
        new(@"tool_response", [ToolResults], PydanticAi),
        new(@"genkit:(?:input|output)", Conversation, Genkit),
        new(@"mastra\.[a-z_]+\.(?:input|output)|mastra\.metadata\.body", Conversation, Mastra),
        new(@"spring\.ai\.tool\.call\.arguments", [ToolArguments], SpringAi),
        new(@"spring\.ai\.tool\.call\.result", [ToolResults], SpringAi),
        new(@"db\.vector\.query\.(?:content|filter|response\.documents)", [Retrieval], SpringAi),
        new(@"gcp\.vertex\.agent\.(?:llm_request|llm_response|data)", Conversation, Adk),
        new(@"gcp\.vertex\.agent\.tool_call_args", [ToolArguments], Adk),
        new(@"gcp\.vertex\.agent\.tool_response", [ToolResults], Adk),
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
