using System.Collections.Immutable;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Plan;

/// <summary>Keys that identify the user and the conversation; RE2, matched against the whole key.</summary>
public static class IdentityKeys
{
    /// <summary>Keys of users, in <see cref="Notation"/>.</summary>
    public static ImmutableArray<string> UserNames { get; } =
    [
        "user.{id,email,name,full_name,hash}",
        "enduser.{id,pseudo.id}",
        "{gen_ai,llm}.{user,user.id,request.user}",
        "gen_ai.memory.user_id",
        "langfuse.user.id",
        "ai.telemetry.metadata.userId",
        "traceloop.association.properties.{user_id,userId,customer_id,customerId}",
        "langsmith.metadata.user_id",
        "mlflow.{trace.user,auth.userId,auth.username}",
        "{,litellm.}metadata.user_api_key_{user_id,user_email,end_user_id}",
        "langwatch.{user,customer}.id",
        "lmnr.association.properties.user_id",
        "lk.{,pii.}participant_identity",
        "lk.pii.sip.phoneNumber",
    ];

    /// <summary>Keys of conversations, in <see cref="Notation"/>.</summary>
    public static ImmutableArray<string> SessionNames { get; } =
    [
        "session.{id,previous_id}",
        "gen_ai.{conversation,session}.id",
        "gen_ai.{memory,agent}.session_id",
        "gen_ai.openai.thread.id",
        "langfuse.session.id",
        "ai.telemetry.metadata.sessionId",
        "traceloop.association.properties.{session_id,sessionId,chat_id,chatId,thread_id,threadId,conversation_id}",
        "traceloop.correlation.id",
        "langsmith.metadata.{session_id,thread_id,conversation_id}",
        "mlflow.trace.session",
        "mcp.session.id",
        "spring.ai.chat.client.conversation.id",
        "gcp.vertex.agent.session_id",
        "langwatch.thread.id",
        "lmnr.association.properties.session_id",
        "flue.{session,parent_session}.name",
        "lk.{,pii.}room_name",
    ];

    public static ImmutableArray<string> User { get; } = [.. UserNames.Select(Notation.ToRe2)];

    public static ImmutableArray<string> Session { get; } = [.. SessionNames.Select(Notation.ToRe2)];
}
