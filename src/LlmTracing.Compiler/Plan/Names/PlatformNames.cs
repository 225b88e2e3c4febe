using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>Monitoring and evaluation platforms whose SDKs use their own names.</summary>
internal static class PlatformNames
{
    internal static readonly Library Braintrust = new("Braintrust, 2026")
    {
        Content =
        [
            (Anything, "braintrust.{input,output}{,_json}"),
            (Anything, "braintrust.expected"),
        ],
        Structure = ["braintrust.metrics"],
    };

    internal static readonly Library LangWatch = new("LangWatch, 2026")
    {
        Content =
        [
            (Anything, "langwatch.{input,output}"),
            ([Retrieval], "langwatch.{contexts,rag.contexts,rag_contexts}"),
            (Conversation, "langwatch.params"),
        ],
        Structure = ["langwatch.{span.type,model,sdk.name,sdk.version,sdk.language}"],
    };

    internal static readonly Library Laminar = new("Laminar, 2026")
    {
        Content = [(Anything, "lmnr.span.{input,output}")],
        Structure = ["lmnr.span.{type,instrumentation_source,sdk_version,language_version}"],
    };

    internal static readonly Library AgentOps = new("AgentOps, 2026")
    {
        Content = [(Anything, "agentops.<key>.{input,output}")],
        Structure = ["agentops.{span.kind,entity.name,instrumentation.name,instrumentation.version}"],
    };

    internal static readonly Library TruLens = new("TruLens 2")
    {
        Content =
        [
            (Anything, "ai.observability.record_root.{input,output,ground_truth_output}"),
            (Anything, "ai.observability.call.{kwargs{,.*},return}"),
            (Anything, "ai.observability.{graph_task,graph_node}.{input_state,output_state,latest_message}"),
            (Anything, "ai.observability.workflow.{input_event,output_event}"),
            ([Retrieval],
                "ai.observability.{retrieval,reranking}.{query_text,retrieved_contexts,input_context_texts,output_context_texts}"),
            ([SystemPrompt], "ai.observability.mcp.{tool_description,input_schema}"),
            ([ToolArguments], "ai.observability.mcp.input_arguments"),
            ([ToolResults], "ai.observability.mcp.output_content"),
            (Judgement, "ai.observability.eval.{explanation,criteria}"),
            ([Errors], "ai.observability.<key>.error"),
        ],
        Structure =
        [
            "ai.observability.{span_type,record_id,app_name,app_version}",
            "ai.observability.cost.{cost,cost_currency,model}",
            "ai.observability.{eval,eval_root}.score",
            "ai.observability.reranking.{model_name,top_n}",
        ],
    };

    internal static readonly Library Sentry = new("Sentry, 2026")
    {
        Content =
        [
            (Conversation, "gen_ai.request.messages"),
            ([SystemPrompt], "gen_ai.request.available_tools"),
            ([Completion], "gen_ai.response.{text,object}"),
        ],
        Structure = ["sentry.{op,origin}"],
    };
}
