using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Noise;

/// <summary>A condition on a span as it was sent, for both the collector's filter and the preview.</summary>
public abstract record SpanCondition
{
    private SpanCondition()
    {
    }

    /// <summary>Number of the kind in OTLP: 2 is server, 3 is client.</summary>
    public sealed record Kind(int Number) : SpanCondition;

    /// <summary>RE2, found in the span's name.</summary>
    public sealed record Name(string Pattern) : SpanCondition;

    /// <summary>RE2, found in a text attribute; false for other types.</summary>
    public sealed record Attribute(string Key, string Pattern) : SpanCondition;

    /// <summary>RE2, found at the start of an attribute's key.</summary>
    public sealed record AnyKey(string Pattern) : SpanCondition;

    /// <summary>Status code is error.</summary>
    public sealed record Failed : SpanCondition;

    public sealed record Not(SpanCondition Condition) : SpanCondition;

    /// <summary>True when empty.</summary>
    public sealed record All(ImmutableArray<SpanCondition> Conditions) : SpanCondition;

    /// <summary>False when empty.</summary>
    public sealed record Any(ImmutableArray<SpanCondition> Conditions) : SpanCondition;
}
