using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>What a name must look like in a closed plan, and what stands for one that does not.</summary>
internal sealed record NameShape(KeyPattern Pattern, string Replacement);

internal static class NameShapes
{
    internal static NameShape Scope { get; } = Of(Shapes.ScopeName, Shapes.Dropped);

    internal static NameShape Version { get; } = Of(Shapes.ScopeVersion, "");

    internal static NameShape Span { get; } = Of(Shapes.SpanName, Shapes.Dropped);

    internal static NameShape Event { get; } = Of(Shapes.EventName, Shapes.Dropped);

    internal static NameShape Severity { get; } = Of(Shapes.Severity, "");

    internal static NameShape LogEvent { get; } = Of(Shapes.LogEventName, Shapes.Dropped);

    private static NameShape Of(string pattern, string replacement) => new(KeyPattern.Anywhere(pattern), replacement);
}
