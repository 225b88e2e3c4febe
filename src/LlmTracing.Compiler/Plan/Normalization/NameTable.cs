using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>The names of OpenTelemetry GenAI 1.44, and what other conventions and versions call them.</summary>
/// <remarks>
/// Keys are literal and appear once. A source that identifies a user or session has a target that also does, and none is content:
/// otherwise copying would bypass the rules for them.
/// </remarks>
public static class NameTable
{
    private const string Deprecated = "OpenTelemetry GenAI, deprecated";
    private const string OpenInference = "OpenInference";
    private const string OpenLLMetry = "OpenLLMetry";
    private const string OpenLit = "OpenLIT";
    private const string Vercel = "Vercel AI SDK";
    private const string Langfuse = "Langfuse";
    private const string LangSmith = "LangSmith";
    private const string MlFlow = "MLflow";
    private const string PydanticAi = "Pydantic AI";
    private const string SpringAi = "Spring AI";
    private const string Adk = "Google ADK";
    private const string Vllm = "vLLM";

    private static readonly Conversion.Text Text = new();

    private static readonly Conversion.Count Count = new();

    /// <summary>In the order in which the collector processes them.</summary>
    public static ImmutableArray<NormalizedName> All { get; } =
    [
        Name("gen_ai.provider.name", ValueNames.Providers,
            (Deprecated, ["gen_ai.system"]),
            (OpenInference, ["llm.provider", "llm.system"]),
            (Vercel, ["ai.model.provider"]),
            (MlFlow, ["mlflow.llm.provider"])),
        Name("gen_ai.operation.name", ValueNames.Operations,
            (OpenInference, ["openinference.span.kind"]),
            (OpenLLMetry, ["llm.request.type", "traceloop.span.kind"]),
            (Vercel, ["ai.operationId"]),
            (Langfuse, ["langfuse.observation.type"]),
            (LangSmith, ["langsmith.span.kind"]),
            (MlFlow, ["mlflow.spanType"])),
        .. Models,
        .. Tokens,
        .. Who,
    ];

    private static ImmutableArray<NormalizedName> Models =>
    [
        Name("gen_ai.request.model", Text,
            (OpenInference, ["llm.request.model_name", "llm.model_name", "embedding.model_name", "reranker.model_name"]),
            (Vercel, ["ai.model.id"]),
            (Langfuse, ["langfuse.observation.model.name"]),
            (MlFlow, ["mlflow.llm.model"]),
            (PydanticAi, ["model_name"])),
        Name("gen_ai.response.model", Text,
            (OpenInference, ["llm.response.model_name"]),
            (OpenLLMetry, ["llm.response.model"]),
            (Vercel, ["ai.response.model"])),
        Name("gen_ai.response.id", Text,
            (Vercel, ["ai.response.id"]),
            (Vllm, ["gen_ai.request.id"])),
        Name("gen_ai.response.finish_reasons", new Conversion.TextList(),
            (OpenInference, ["llm.finish_reason"]),
            (OpenLLMetry, [
                "gen_ai.response.finish_reason", "llm.response.finish_reason", "llm.response.stop_reason",
                "gen_ai.completion.0.finish_reason"]),
            (Vercel, ["ai.response.finishReason", "gen_ai.finishReason"])),
    ];

    private static ImmutableArray<NormalizedName> Tokens =>
    [
        Name("gen_ai.usage.input_tokens", Count,
            (Deprecated, ["gen_ai.usage.prompt_tokens"]),
            (OpenInference, ["llm.token_count.prompt"]),
            (Vercel, ["ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens"]),
            (OpenLit, ["gen_ai.token.usage.input"])),
        Name("gen_ai.usage.output_tokens", Count,
            (Deprecated, ["gen_ai.usage.completion_tokens"]),
            (OpenInference, ["llm.token_count.completion"]),
            (Vercel, ["ai.usage.outputTokens", "ai.usage.completionTokens"]),
            (OpenLit, ["gen_ai.token.usage.output"])),
        Name("gen_ai.usage.cache_read.input_tokens", Count,
            (OpenInference, ["llm.token_count.prompt_details.cache_read", "llm.token_count.prompt_details.cache_input"]),
            (OpenLLMetry, ["gen_ai.usage.cache_read_input_tokens"]),
            (Vercel, ["ai.usage.inputTokenDetails.cacheReadTokens", "ai.usage.cachedInputTokens"]),
            (OpenLit, ["gen_ai.usage.prompt_tokens_details.cached_tokens"])),
        Name("gen_ai.usage.cache_creation.input_tokens", Count,
            ("OpenTelemetry Python 1.0b0", ["gen_ai.usage.cache_write.input_tokens"]),
            (OpenInference, ["llm.token_count.prompt_details.cache_write"]),
            (OpenLLMetry, ["gen_ai.usage.cache_creation_input_tokens"]),
            (Vercel, ["ai.usage.inputTokenDetails.cacheWriteTokens"]),
            (OpenLit, ["gen_ai.usage.prompt_tokens_details.cache_creation_tokens"])),
        Name("gen_ai.usage.reasoning.output_tokens", Count,
            (OpenInference, ["llm.token_count.completion_details.reasoning"]),
            (OpenLLMetry, ["gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"]),
            (Vercel, ["ai.usage.outputTokenDetails.reasoningTokens", "ai.usage.reasoningTokens"]),
            (OpenLit, ["gen_ai.usage.completion_tokens_details.reasoning_tokens"])),
    ];

    private static ImmutableArray<NormalizedName> Who =>
    [
        Name("gen_ai.conversation.id", Text,
            (OpenInference, ["session.id"]),
            (OpenLLMetry, [
                "traceloop.association.properties.session_id", "traceloop.association.properties.chat_id",
                "traceloop.association.properties.thread_id"]),
            (Vercel, ["ai.telemetry.metadata.sessionId"]),
            (Langfuse, ["langfuse.session.id"]),
            (LangSmith, ["langsmith.metadata.session_id", "langsmith.metadata.thread_id", "langsmith.metadata.conversation_id"]),
            (OpenLit, ["gen_ai.session.id"]),
            (MlFlow, ["mlflow.trace.session"]),
            (SpringAi, ["spring.ai.chat.client.conversation.id"]),
            (Adk, ["gcp.vertex.agent.session_id"])),
        Name("gen_ai.tool.name", Text,
            (OpenInference, ["tool.name"]),
            (Vercel, ["ai.toolCall.name"]),
            (SpringAi, ["spring.ai.tool.definition.name"])),
        Name("gen_ai.tool.call.id", Text,
            (OpenInference, ["tool.id"]),
            (Vercel, ["ai.toolCall.id"]),
            (SpringAi, ["spring.ai.tool.call.id"])),
        Name("gen_ai.agent.name", Text,
            (OpenInference, ["agent.name"]),
            (PydanticAi, ["agent_name"])),
        Name("user.id", Text,
            (Deprecated, ["enduser.id"]),
            (OpenLLMetry, ["gen_ai.user", "llm.user", "traceloop.association.properties.user_id"]),
            (Vercel, ["ai.telemetry.metadata.userId"]),
            (Langfuse, ["langfuse.user.id"]),
            (LangSmith, ["langsmith.metadata.user_id"]),
            (MlFlow, ["mlflow.trace.user"])),
    ];

    private static NormalizedName Name(string target, Conversion conversion, params (string Document, string[] Keys)[] sources) =>
        new(target, conversion, [.. sources.SelectMany(source => source.Keys.Select(key => new Source(key, source.Document)))]);
}
