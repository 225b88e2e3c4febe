using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

internal static class OpenLLMetryNames
{
    internal static readonly Library Library = new("OpenLLMetry 0.14 to 0.27")
    {
        Content =
        [
            (Conversation, "gen_ai.{prompt,completion}.<n>…"),
            (Conversation, "gen_ai.prompt.<n>.<path>{content,reasoning}"),
            ([Completion], "gen_ai.completion.<n>.<path>{content,reasoning}"),
            ([ToolArguments], "gen_ai.{prompt,completion}.<n>.<path>arguments"),
            (Anything, "traceloop.entity.{input,output}"),
            ([SystemPrompt], "traceloop.prompt.template"),
            (Anything, "traceloop.prompt.template_variables{,.*}"),
            ([SystemPrompt], "llm.request.functions…"),
            (Conversation, "{gen_ai,llm}.headers"),
            ([Completion], "{gen_ai,llm}.content.completion.chunk"),
            ([SystemPrompt], "gen_ai.request.structured_output_schema"),
            (Assignment, "llm.chat.stop_sequences"),
            (Anything, "gen_ai.task.{input,output}"),
            ([ToolArguments], "mcp.{request.argument,session.init_options}"),
            ([ToolResults], "mcp.response.value"),
            ([Retrieval], "pinecone.query.{filter,queries}"),
            ([Retrieval], "db.chroma.<key>.{where,where_document}"),
            ([Retrieval], "db.milvus.<key>.filter"),
            ([Retrieval], "db.milvus.search.annsearch_request"),
            ([Retrieval], "db.marqo.search.query"),
            ([Retrieval], "db.{query,search}.result.{document,metadata,entity}"),
            ([Embeddings], "db.{query,search}.{result,embeddings}.vector"),
        ],
        Structure =
        [
            "gen_ai.{prompt,completion}.<n>.<path>{role,finish_reason,id,name,type,tool_call_id}",
            "traceloop.{span.kind,entity.name,entity.path,entity.version,workflow.name}",
            "traceloop.prompt.{key,version,version_name,version_hash,managed}",
            "llm.{request.type,request.repetition_penalty,response.finish_reason,response.stop_reason}",
            "llm.{is_streaming,top_k,frequency_penalty,presence_penalty}",
            "llm.request.functions.<path>name",
            "gen_ai.is_streaming",
            "gen_ai.response.stop_reason",
            "gen_ai.openai.{system_fingerprint,api_base,api_version,api_type}",
            "mcp.request.id",
            "db.{query,search}.result.{id,score,distance}",
            "db.search.query.id",
            "db.vector.query.top_k",
        ],
        Events =
        [
            ([Completion], "gen_ai.content.completion.chunk"),
            ([Completion], "llm.content.completion.chunk"),
        ],
    };
}
