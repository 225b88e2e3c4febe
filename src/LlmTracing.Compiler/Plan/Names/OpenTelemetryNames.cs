using static LlmTracing.Compiler.Plan.Category;
using static LlmTracing.Compiler.Plan.Names.Holds;

namespace LlmTracing.Compiler.Plan.Names;

internal static class OpenTelemetryNames
{
    /// <summary>Conventions that are not about LLMs. URLs and headers have no category: their values are scanned.</summary>
    internal static readonly Library General = new("OpenTelemetry semantic conventions 1.44")
    {
        Content =
        [
            ([Errors], "exception.{message,stacktrace}"),
            ([Errors], "error.message"),
            (Query, "db.{query.text,statement}"),
            (Query, "db.query.parameter{,s,.*}"),
            (Query, "db.postgresql.values"),
        ],
        Structure =
        [
            "service.{name,namespace,version,instance.id}",
            "telemetry.{sdk,distro}.{name,version,language}",
            "deployment.environment{,.name}",
            "k8s.{namespace,pod,node,container,deployment,replicaset,statefulset,daemonset,job,cronjob,cluster}.{name,uid,ip,start_time,restart_count}",
            "otel.status_code",
            "error.type",
            "exception.{type,escaped}",
            "event.name",
            "server.{address,port}",
            "user.roles",
            "http.{request.method,response.status_code,status_code,method,request.body.size,response.body.size}",
            "network.{protocol.name,protocol.version,transport}",
            "rpc.{system,service,method,response.status_code}",
            "db.{system,system.name,operation,operation.name,collection.name}",
            "llmtracing.policy",
        ],
    };

    internal static readonly Library Current = new("OpenTelemetry GenAI 1.37 to 1.44")
    {
        Content =
        [
            ([SystemPrompt], "gen_ai.system_instructions"),
            (Conversation, "gen_ai.input.messages"),
            (Answer, "gen_ai.output.messages"),
            ([SystemPrompt], "gen_ai.tool.definitions…"),
            ([SystemPrompt], "gen_ai.{agent,tool}.description"),
            (Assignment, "gen_ai.request.stop_sequences"),
            (Assignment, "gen_ai.prompt.variable.*"),
            ([ToolArguments], "gen_ai.tool.call.arguments"),
            ([ToolResults], "gen_ai.tool.call.result"),
            ([Retrieval], "gen_ai.retrieval.{query.text,documents}"),
            ([Retrieval], "gen_ai.memory.{query.text,records}"),
            (Judgement, "gen_ai.evaluation.explanation"),
            ([ToolArguments], "mcp.resource.uri"),
        ],
        Structure =
        [
            "gen_ai.{provider.name,operation.name,output.type}",
            "gen_ai.request.{model,stream,temperature,top_p,top_k,max_tokens,frequency_penalty,presence_penalty,seed,choice.count,encoding_formats,service_tier,id}",
            "gen_ai.response.{model,id,finish_reasons,finish_reason,time_to_first_chunk,service_tier,system_fingerprint}",
            "gen_ai.usage.<word>{,.<word>{,.<word>}}",
            "gen_ai.token.type",
            "gen_ai.embeddings.dimension.count",
            "gen_ai.{agent,tool,workflow,data_source}.{name,id,type,version}",
            "gen_ai.tool.definitions.<path>{name,type}",
            "gen_ai.tool.call.id",
            "gen_ai.prompt.{name,version}",
            "gen_ai.memory.{store.id,store.name,record.id,record.count}",
            "gen_ai.evaluation.{name,score.value,score.label}",
            "gen_ai.client.operation.time_to_first_chunk",
            "gen_ai.latency.{time_to_first_token,time_in_queue,e2e}",
            "openai.{request,response}.{service_tier,system_fingerprint}",
            "mcp.{method.name,protocol.version}",
            "jsonrpc.{request.id,protocol.version}",
        ],
        Events =
        [
            (Conversation, "gen_ai.client.inference.operation.details"),
            ([Completion], "gen_ai.evaluation.result"),
            ([Errors], "gen_ai.client.operation.exception"),
        ],
    };

    internal static readonly Library Legacy = new("OpenTelemetry GenAI 1.26 to 1.36")
    {
        Content =
        [
            (Anything, "gen_ai.{prompt,completion}"),
            ([SystemPrompt], "gen_ai.openai.request.response_format"),
            ([ToolArguments], "tool_calls"),
        ],
        Structure =
        [
            "gen_ai.system",
            "gen_ai.openai.request.{seed,service_tier}",
            "gen_ai.openai.response.{service_tier,system_fingerprint}",
        ],
        Events =
        [
            ([SystemPrompt], "gen_ai.system.message"),
            ([UserInput], "gen_ai.user.message"),
            ([Completion], "gen_ai.assistant.message"),
            ([Completion], "gen_ai.choice"),
            ([ToolResults], "gen_ai.tool.message"),
            ([UserInput], "gen_ai.content.prompt"),
            ([Completion], "gen_ai.content.completion"),
        ],
    };
}
