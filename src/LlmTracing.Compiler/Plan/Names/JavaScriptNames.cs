using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>Frameworks that originated in JavaScript.</summary>
internal static class JavaScriptNames
{
    internal static readonly Library Vercel = new("Vercel AI SDK 3 to 6")
    {
        Content =
        [
            (Conversation, "ai.prompt{,.messages}"),
            ([SystemPrompt], "ai.prompt.{tools,toolChoice}"),
            ([SystemPrompt], "ai.schema{,.name,.description}"),
            ([Completion], "ai.{response,result}.{text,object,reasoning,providerMetadata}"),
            ([ToolArguments], "ai.{response,result}.toolCalls"),
            ([Media], "ai.response.files"),
            ([ToolArguments], "ai.toolCall.args"),
            ([ToolResults], "ai.toolCall.result"),
            ([Embeddings], "ai.{value,values,embedding,embeddings}"),
            ([Retrieval], "ai.{documents,ranking}"),
        ],
        Structure =
        [
            "ai.{operationId,model.id,model.provider,telemetry.functionId}",
            "ai.response.{id,model,finishReason,timestamp}",
            "ai.{response,stream}.{msToFirstChunk,msToFinish,avgOutputTokensPerSecond}",
            "ai.usage.<Word>{,.<Word>}",
            "ai.toolCall.{name,id}",
            "ai.settings.{temperature,topP,topK,maxRetries,maxTokens,maxOutputTokens,maxSteps,frequencyPenalty,presencePenalty,seed}",
            "gen_ai.finishReason",
            "{operation,resource}.name",
        ],
    };

    internal static readonly Library Genkit = new("Genkit 1")
    {
        Content = [(Anything, "genkit:{input,output}")],
        Structure = ["genkit:{name,type,state,isRoot,metadata:subtype,metadata:flow:name}"],
    };

    internal static readonly Library Mastra = new("Mastra 1")
    {
        Content =
        [
            (Anything, "mastra.<key>.{input,output}"),
            (Conversation, "mastra.metadata.{body,headers}"),
            ([Errors], "mastra.log.{error,cause,details,tracing}"),
        ],
        Structure = ["mastra.{span.type,traceId}"],
    };

    internal static readonly Library Flue = new("Flue, 2026")
    {
        Content =
        [
            (Conversation, "flue.turn.{input,output}"),
            ([ToolArguments], "flue.tool.arguments"),
            ([ToolResults], "flue.tool.result"),
            (Assignment, "flue.task.prompt"),
            ([Completion], "flue.task.result"),
            (Anything, "flue.operation.result"),
            (Anything, "flue.workflow.{payload,result}"),
            (Anything, "flue.log.{message,attributes}"),
        ],
        Structure = ["flue.{run_id,duration_ms,workflow.name,operation.kind,task.agent,turn.purpose,tool.name,tool.call_id}"],
    };
}
