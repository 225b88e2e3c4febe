using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

internal static class FrameworkNames
{
    internal static readonly Library SpringAi = new("Spring AI 1")
    {
        Content =
        [
            ([ToolArguments], "spring.ai.tool.call.arguments"),
            ([ToolResults], "spring.ai.tool.call.result"),
            ([SystemPrompt], "spring.ai.tool.definition.{description,schema}"),
            ([Retrieval], "db.vector.query.{content,filter,response.documents}"),
        ],
        Structure =
        [
            "spring.ai.{kind,tool.definition.name,tool.call.id}",
            "db.vector.{dimension_count,field_name,query.similarity_threshold}",
            "db.search.similarity_metric",
        ],
    };

    internal static readonly Library Strands = new("Strands Agents 1")
    {
        Content = [([ToolResults], "tool.result")],
    };

    internal static readonly Library Adk = new("Google ADK 1")
    {
        Content =
        [
            (Conversation, "gcp.vertex.agent.llm_request"),
            (Answer, "gcp.vertex.agent.llm_response"),
            ([ToolArguments], "gcp.vertex.agent.tool_call_args"),
            ([ToolResults], "gcp.vertex.agent.tool_response"),
            (Anything, "gcp.vertex.agent.data"),
        ],
        Structure = ["gcp.vertex.agent.{event_id,invocation_id}"],
    };

    internal static readonly Library Haystack = new("Haystack 2")
    {
        Content =
        [
            (Anything, "haystack.component.{input,output}"),
            (Anything, "haystack.pipeline.{input_data,output_data}"),
        ],
        Structure = ["haystack.component.{name,type,fully_qualified_type,visits}"],
    };

    /// <remarks>Since 2026, content keys contain the part <c>pii</c>.</remarks>
    internal static readonly Library LiveKit = new("LiveKit Agents 1")
    {
        Content =
        [
            (Conversation, "lk.{,pii.}chat_ctx"),
            ([UserInput], "lk.{,pii.}{user_input,user_transcript}"),
            ([UserInput], "lk.amd.transcript"),
            ([SystemPrompt], "lk.{,pii.}instructions"),
            ([SystemPrompt], "lk.{function_tools,provider_tools,tool_sets}"),
            ([Completion], "lk.{,pii.}{input_text,response.text}"),
            ([ToolArguments], "lk.{,pii.}{response.function_calls,function_tool.arguments}"),
            ([ToolResults], "lk.{,pii.}function_tool.output"),
            ([ToolArguments], "lk.pii.rpc.payload"),
            ([ToolResults], "lk.pii.rpc.response"),
        ],
        Structure =
        [
            "lk.{agent_name,job_id,e2e_latency,response.ttft,response.ttfb,function_tool.id,function_tool.name,function_tool.is_error}",
        ],
    };

    /// <remarks>The proxy records each field of the request and response under the provider's name.</remarks>
    internal static readonly Library LiteLlm = new("LiteLLM 1")
    {
        Content =
        [
            (Conversation,
                "llm.{openai,azure,azure_ai,anthropic,bedrock,vertex_ai,gemini,cohere,mistral,groq,ollama,huggingface,xai,together_ai,fireworks_ai,Unknown}.*"),
            (Conversation, "llm.<key>.{messages,system,contents,choices,content,tools,stringified_raw_response}"),
        ],
        Structure = ["{,litellm.}metadata.user_api_key_{team_id,team_alias,org_id}"],
    };

    /// <remarks>A coding agent, whose names have no prefix.</remarks>
    internal static readonly Library ClaudeCode = new("Claude Code 2")
    {
        Content =
        [
            ([UserInput], "{prompt,user_prompt}"),
            ([ToolArguments], "{tool_parameters,tool_input}"),
        ],
    };
}
