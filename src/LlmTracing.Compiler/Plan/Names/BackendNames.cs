using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>Libraries that belong to a backend. Their free metadata has no category, except for keys known to hold a prompt.</summary>
internal static class BackendNames
{
    internal static readonly Library Langfuse = new("Langfuse 5")
    {
        Content =
        [
            (Anything, "langfuse.{trace,observation}.{input,output}"),
            (Conversation, "langfuse.observation.model.parameters"),
            ([SystemPrompt], "langfuse.observation.metadata.{instructions,tools}"),
            ([Errors], "langfuse.observation.status_message"),
            (Anything, "langfuse.experiment.item.{expected_output,metadata{,.*}}"),
        ],
        Structure =
        [
            "langfuse.observation.{type,level,model.name,usage_details,cost_details,completion_start_time,prompt.name,prompt.version}",
            "langfuse.trace.{name,public}",
            "langfuse.{environment,release,version,internal.as_root,internal.is_app_root}",
            "langfuse.experiment.{id,name,dataset.id,item.id,item.version,item.root_observation_id}",
        ],
    };

    internal static readonly Library LangSmith = new("LangSmith 0.10")
    {
        Content =
        [
            (Conversation, "langsmith.metadata.ls_invocation_params"),
            (Conversation, "langsmith.request.headers"),
            (Conversation, "gen_ai.request.extra_{query,body}"),
            ([SystemPrompt], "gen_ai.serialized.{signature,doc}"),
        ],
        Structure =
        [
            "langsmith.{span.kind,trace.name,trace.session_id,trace.session_name,request.streaming,usage_metadata}",
            "gen_ai.serialized.{name,module}",
        ],
    };

    internal static readonly Library MlFlow = new("MLflow 3")
    {
        Content =
        [
            (Anything, "mlflow.{spanInputs,spanOutputs,traceInputs,traceOutputs}"),
            (Anything, "mlflow.trace.intermediate_outputs"),
            ([SystemPrompt], "mlflow.chat.tools"),
            ([SystemPrompt], "mlflow.spanDescription"),
            ([Completion], "mlflow.chunk.value"),
        ],
        Structure =
        [
            "mlflow.{spanType,spanFunctionName,spanLogLevel,spanStartTimeNs,experimentId,traceRequestId,message.format}",
            "mlflow.{llm.model,llm.provider,llm.cost,chat.tokenUsage}",
        ],
    };

    internal static readonly Library Logfire = new("Logfire 5 and Pydantic AI 2")
    {
        Content =
        [
            (Conversation, "pydantic_ai.all_messages"),
            (Conversation, "{all_messages_events,events}"),
            (Conversation, "{request_data,response_data}"),
            (Conversation, "logfire.msg"),
            (Conversation, "model_request_parameters"),
            (Answer, "final_result"),
            ([ToolArguments], "tool_arguments"),
            ([ToolResults], "tool_response"),
            ([ToolArguments], "pydantic_ai.tool.deferral.metadata"),
        ],
        Structure =
        [
            "{model_name,agent_name}",
            "operation.cost",
            "logfire.{span_type,level_num}",
            "pydantic_ai.{variable_instructions,new_message_index,tool.deferral.name,tool.failure_stage}",
            "gen_ai.aggregated_usage.<word>{,.<word>}",
        ],
    };
}
