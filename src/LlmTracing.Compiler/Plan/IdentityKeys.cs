using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan;

/// <summary>Keys that say who uses the application, and in which conversation; RE2, matched against the whole key.</summary>
public static class IdentityKeys
{
    public static ImmutableArray<string> User { get; } =
    [
        @"user\.(?:id|email|name|full_name|hash)",
        @"enduser\.(?:id|pseudo\.id)",
        @"(?:gen_ai|llm)\.(?:user|user\.id|request\.user)",
        @"langfuse\.user\.id",
        @"ai\.telemetry\.metadata\.userId",
        @"traceloop\.association\.properties\.(?:user_id|userId|customer_id|customerId)",
        @"langsmith\.metadata\.user_id",
        @"mlflow\.(?:trace\.user|auth\.userId|auth\.username)",
        @"metadata\.user_api_key_(?:user_id|user_email|end_user_id)",
    ];

    public static ImmutableArray<string> Session { get; } =
    [
        @"session\.(?:id|previous_id)",
        @"gen_ai\.(?:conversation|session)\.id",
        @"langfuse\.session\.id",
        @"ai\.telemetry\.metadata\.sessionId",
        @"traceloop\.association\.properties\.(?:session_id|sessionId|chat_id|chatId|thread_id|threadId|conversation_id)",
        @"langsmith\.metadata\.(?:session_id|thread_id|conversation_id)",
        @"mlflow\.trace\.session",
        @"mcp\.session\.id",
    ];
}
