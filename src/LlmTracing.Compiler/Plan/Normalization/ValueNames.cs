namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>Other names of providers and operations. Names on the left are OpenTelemetry's, except <c>rerank</c>.</summary>
internal static class ValueNames
{
    /// <remarks>Vercel's AI SDK records the provider together with its kind of API.</remarks>
    internal static readonly Conversion.Mapped Providers = new(
        [
            ("anthropic", ["Anthropic", "anthropic.messages"]),
            ("aws.bedrock", ["aws", "AWS", "amazon", "bedrock", "amazon-bedrock"]),
            ("azure.ai.inference", ["az.ai.inference"]),
            ("azure.ai.openai", [
                "az.ai.openai", "azure", "Azure", "azure.chat", "azure.responses", "azure-openai.chat", "azure-openai.responses"]),
            ("cohere", ["Cohere", "cohere.chat", "cohere.textEmbedding"]),
            ("deepseek", ["deepseek.chat"]),
            ("gcp.gemini", ["gemini", "google.generative-ai"]),
            ("gcp.gen_ai", ["google", "Google"]),
            ("gcp.vertex_ai", ["vertex_ai", "vertexai", "google.vertex.chat", "google.vertex"]),
            ("groq", ["Groq", "groq.chat"]),
            ("ibm.watsonx.ai", ["Watsonx", "watsonx"]),
            ("mistral_ai", ["mistralai", "MistralAI", "mistral", "mistral.chat", "mistral.embedding"]),
            ("openai", ["OpenAI", "openai.chat", "openai.responses", "openai.completion", "openai.embedding"]),
            ("perplexity", ["Perplexity", "perplexity.chat"]),
            ("x_ai", ["xai", "xai.chat", "xai.responses"]),
        ],
        OthersPass: true);

    internal static readonly Conversion.Mapped Operations = new(
        [
            ("chat", [
                "LLM", "CHAT_MODEL", "llm", "generation", "ai.generateText.doGenerate", "ai.streamText.doStream",
                "ai.generateObject.doGenerate", "ai.streamObject.doStream"]),
            ("text_completion", ["completion"]),
            ("embeddings", ["EMBEDDING", "embedding", "ai.embed.doEmbed", "ai.embedMany.doEmbed"]),
            ("retrieval", ["RETRIEVER", "retriever"]),
            ("execute_tool", ["TOOL", "tool", "ai.toolCall"]),
            ("invoke_agent", ["AGENT", "agent"]),
            ("invoke_workflow", ["CHAIN", "chain", "workflow"]),
            ("rerank", ["RERANKER", "reranker"]),
        ],
        OthersPass: false);
}
