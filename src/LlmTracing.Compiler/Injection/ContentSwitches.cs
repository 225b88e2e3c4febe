using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Injection;

/// <summary>Variables that ask instrumentation to record content or not. This is only a request; the collectors enforce it.</summary>
internal static class ContentSwitches
{
    private const string Capture = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    /// <summary><c>false</c> is the only value that every library understands as off.</summary>
    private static readonly ImmutableArray<(string Name, string Value)> Off =
    [
        (Capture, "false"),
        ("TRACELOOP_TRACE_CONTENT", "false"),
        ("OPENINFERENCE_HIDE_INPUTS", "true"),
        ("OPENINFERENCE_HIDE_OUTPUTS", "true"),
    ];

    internal static ImmutableArray<(string Name, string Value)> Of(LlmTracingPolicy policy)
    {
        var plan = RedactionPlanner.From(policy.Spec);
        Category[] spoken = [Category.SystemPrompt, Category.UserInput, Category.Completion];
        return spoken.All(category => plan[category] == ContentMode.Drop) ? Off : [(Capture, "true")];
    }
}
