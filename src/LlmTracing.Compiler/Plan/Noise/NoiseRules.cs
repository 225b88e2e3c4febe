using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Plan.Noise;

/// <summary>Which spans a rule of the policy drops.</summary>
public sealed record NoiseRule(NoiseKind Kind, SpanCondition Condition);

/// <summary>The noise rules. None drops a span of an LLM library, or one that failed.</summary>
/// <remarks>The collector cannot reparent the children of a dropped span, so the rules target spans that rarely have any.</remarks>
public static class NoiseRules
{
    private const int Server = 2;
    private const int Client = 3;

    private const string HealthPath =
        "^/(?:_?health(?:z|check)?(?:/.*)?|livez?|readyz?|liveness|readiness|ping|metrics|status|actuator/.*|-/(?:healthy|ready))$";

    /// <summary>Host names inside a cluster, and bare addresses: the server may be traced too, and then the span has children.</summary>
    private const string InCluster = @"^[A-Za-z0-9-]+$|^[0-9.]+$|:|(?:^|\.)svc(?:\.|$)|\.(?:local|internal)$";

    private static readonly SpanCondition IsProtected = new SpanCondition.Any(
    [
        new SpanCondition.Failed(),
        new SpanCondition.AnyKey(
            @"(?:gen_ai|llm|ai|traceloop|openinference|input|output|langfuse|langsmith|mlflow|pydantic_ai|mastra|genkit|lk|flue|mcp|retrieval|embedding|reranker|tool|agent|gcp\.vertex\.agent|spring\.ai)[.:]"),
    ]);

    public static ImmutableArray<NoiseRule> All { get; } =
    [
        new(NoiseKind.HttpClientInternals, Unprotected(
            AllOf(
                new SpanCondition.Kind(Client), AnyAttribute(".", "http.request.method", "http.method"),
                new SpanCondition.Not(AnyAttribute(InCluster, "server.address", "net.peer.name"))),
            new SpanCondition.Name(@"^(?:dns\.lookup|tcp\.connect|tls\.connect|ipc\.connect)$"))),
        new(NoiseKind.DatabaseClientInternals, Unprotected(
            new SpanCondition.Name(
                @"^(?:pg\.connect|pg-pool\.connect|redis-connect|mysql\.connect|mongodb\.(?:hello|isMaster|ping|endSessions))$"))),
        new(NoiseKind.HealthChecks, Unprotected(
            AllOf(new SpanCondition.Kind(Server), AnyAttribute(HealthPath, "url.path", "http.route", "http.target")),
            AllOf(new SpanCondition.Name("^request handler - "), AnyAttribute(HealthPath, "http.route")))),
        new(NoiseKind.FrameworkInternals, Unprotected(
            AnyAttribute("^(?:middleware|router)$", "express.type", "koa.type", "connect.type"),
            AnyAttribute(".", "hook.callback.name"),
            AnyAttribute("^(?:NextNodeServer|LoadComponents|NextServer|StartServer)", "next.span_type"),
            new SpanCondition.Name("(?: http (?:send|receive)|^http (?:send|receive))$"))),
    ];

    /// <summary>The rule of a kind.</summary>
    public static NoiseRule Of(NoiseKind kind) => All.Single(rule => rule.Kind == kind);

    private static SpanCondition.All Unprotected(params ImmutableArray<SpanCondition> ways) =>
        AllOf(new SpanCondition.Any(ways), new SpanCondition.Not(IsProtected));

    private static SpanCondition.All AllOf(params ImmutableArray<SpanCondition> conditions) => new(conditions);

    private static SpanCondition.Any AnyAttribute(string pattern, params string[] keys) =>
        new([.. keys.Select(key => new SpanCondition.Attribute(key, pattern))]);
}
