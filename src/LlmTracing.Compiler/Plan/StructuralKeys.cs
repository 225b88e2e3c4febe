using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan;

/// <summary>Keys whose values are names, numbers and identifiers, never text of a user: what a closed plan keeps.</summary>
public static class StructuralKeys
{
    /// <summary>RE2 patterns, matched against the whole key.</summary>
    public static ImmutableArray<string> Patterns { get; } =
    [
        @"service\.(?:name|namespace|version|instance\.id)",
        @"telemetry\.(?:sdk|distro)\.(?:name|version|language)",
        @"deployment\.environment(?:\.name)?",
        @"k8s\.(?:namespace|pod|node|container|deployment|replicaset|statefulset|daemonset|job|cronjob|cluster)\.(?:name|uid|ip|start_time|restart_count)",
        @"llmtracing\.policy",
        @"otel\.status_code",
        @"error\.type",
        @"exception\.(?:type|escaped)",
        @"event\.name",
        @"server\.port",
        @"gen_ai\.(?:system|provider\.name|operation\.name|output\.type)",
        @"gen_ai\.request\.(?:model|stream|temperature|top_p|top_k|max_tokens|frequency_penalty|presence_penalty|seed|choice\.count|encoding_formats|service_tier)",
        @"gen_ai\.response\.(?:model|id|finish_reasons|finish_reason|time_to_first_chunk|service_tier|system_fingerprint)",
        @"gen_ai\.usage\.[a-z_]{1,40}(?:\.[a-z_]{1,40})?",
        @"gen_ai\.token\.type",
        @"gen_ai\.embeddings\.dimension\.count",
        @"gen_ai\.(?:agent|tool|workflow|data_source)\.(?:name|id|type|version)",
        @"gen_ai\.tool\.call\.id",
        @"gen_ai\.evaluation\.(?:name|score\.value|score\.label)",
        @"llm\.(?:model_name|provider|system|finish_reason|is_streaming|request\.type|request\.model_name|response\.model_name|response\.model|response\.finish_reason)",
        @"llm\.(?:token_count|usage|cost)\.[a-z_]{1,40}(?:\.[a-z_]{1,40})?",
        @"openinference\.span\.kind",
        @"(?:embedding|reranker)\.model_name",
        @"traceloop\.(?:span\.kind|entity\.name|entity\.path|workflow\.name)",
        @"ai\.(?:operationId|model\.id|model\.provider|response\.id|response\.model|response\.finishReason|response\.timestamp)",
        @"ai\.(?:response|stream)\.(?:msToFirstChunk|msToFinish|avgOutputTokensPerSecond)",
        @"ai\.usage\.[A-Za-z]{1,40}(?:\.[A-Za-z]{1,40})?",
        @"ai\.toolCall\.(?:name|id)",
        @"langfuse\.observation\.(?:type|level|model\.name|usage_details|cost_details|completion_start_time)",
        @"mlflow\.(?:spanType|llm\.model|llm\.provider|chat\.tokenUsage)",
        @"http\.(?:request\.method|response\.status_code|status_code|method|request\.body\.size|response\.body\.size)",
        @"network\.protocol\.(?:name|version)",
        @"rpc\.(?:system|service|method)",
        @"db\.(?:system|system\.name|operation|operation\.name)",
        @"openai\.(?:request|response)\.(?:service_tier|system_fingerprint)",
    ];

    private const string Counts = """^\{(?:"[A-Za-z_.]{1,60}":-?[0-9.eE+-]{1,30},?)*\}$""";

    private const string Words =
        """^\[?(?:"?(?i:stop|length|tool[_-]calls?|content[_-]filter|end_turn|max_tokens|function_call|tool_use|stop_sequence|error|other|unknown|cancelled|incomplete|completed|safety|recitation|float|int8|uint8|binary|ubinary|base64)"?,?)*\]?$""";

    /// <summary>Structural keys whose values are lists or JSON, with the one form (RE2, over the JSON text) that survives.</summary>
    public static ImmutableArray<(string Key, string Form)> Structured { get; } =
    [
        ("gen_ai.response.finish_reasons", Words),
        ("gen_ai.request.encoding_formats", Words),
        ("langfuse.observation.usage_details", Counts),
        ("langfuse.observation.cost_details", Counts),
        ("mlflow.chat.tokenUsage", Counts),
    ];
}
