using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

internal static class OpenInferenceNames
{
    /// <remarks>The name of a message is not structure: for users it is a person's name.</remarks>
    internal static readonly Library Library = new("OpenInference, 2026")
    {
        Content =
        [
            (Anything, "{input,output}.value"),
            (Conversation, "llm.{input,output}_messages…"),
            (Conversation, "llm.input_messages.<path>{content,text}"),
            ([Completion], "llm.output_messages.<path>{content,text}"),
            ([ToolArguments], "llm.{input,output}_messages.<path>arguments"),
            ([Media], "llm.{input,output}_messages.<path>url"),
            (Conversation, "llm.prompts{,.*}"),
            ([Completion], "llm.choices{,.*}"),
            ([SystemPrompt], "llm.prompt_template.template"),
            (Anything, "llm.prompt_template.variables"),
            (Conversation, "{llm,embedding}.invocation_parameters"),
            ([ToolArguments], "llm.function_call"),
            ([SystemPrompt], "llm.tools…"),
            ([ToolArguments], "tool.parameters"),
            ([SystemPrompt], "tool.{description,json_schema}"),
            ([Retrieval], "{retrieval.documents,reranker.input_documents,reranker.output_documents}…"),
            ([Retrieval], "reranker.query"),
            ([Retrieval], "document.{content,metadata}"),
            ([Embeddings], "embedding.embeddings{,.*}"),
            ([Embeddings], "embedding.{text,vector}"),
            ([Media], "{image,audio}.url"),
            ([UserInput, Completion], "audio.transcript"),
            (Judgement, "{,trace.,session.}{annotations.<n>.annotation,evaluations.<n>.evaluation}.{explanation,metadata}"),
        ],
        Structure =
        [
            "openinference.span.kind",
            "{input,output}.mime_type",
            "llm.{input,output}_messages.<path>{role,id,type,tool_call_id,mime_type,function.name}",
            "llm.{model_name,provider,system,finish_reason,request.model_name,response.model_name,response.model}",
            "llm.{token_count,usage,cost}.<word>{,.<word>}",
            "llm.prompt_template.version",
            "llm.tools.<path>name",
            "{embedding,reranker}.model_name",
            "reranker.top_k",
            "tool.{name,id}",
            "agent.name",
            "graph.node.{id,name,parent_id}",
            "prompt.{id,vendor}",
            "document.{id,score}",
            "{retrieval.documents,reranker.input_documents,reranker.output_documents}.<path>{id,score}",
            "audio.mime_type",
            "{,trace.,session.}{annotations.<n>.annotation,evaluations.<n>.evaluation}.{name,score,label,annotator_kind,identifier}",
        ],
    };
}
