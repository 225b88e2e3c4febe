using System.Collections.Immutable;

namespace LlmTracing.Compiler.Preview;

/// <summary>One thing that redaction did. Holds nothing of what was removed.</summary>
/// <param name="SpanId">Hex id of the span, or of the span of a log record; empty for resources, scopes and records without one.</param>
/// <param name="Name">Name of the span, or event name of the log record, after redaction; empty for resources and scopes.</param>
/// <param name="Place">
/// Where: <c>span.attributes["gen_ai.input.messages"]</c>, <c>span.events[0].name</c>, <c>log.body</c>. Keys that may be data show as <c>*</c>.
/// </param>
/// <param name="Detectors">
/// What found something, for <see cref="ChangeKind.Masked"/>: names, in the order in which they ran. For a span that is noise, the rule.
/// </param>
public sealed record Change(string SpanId, string Name, string Place, ChangeKind Kind, ImmutableArray<string> Detectors);

/// <summary>What happened.</summary>
public enum ChangeKind
{
    /// <summary>Removed; for a place <c>span</c> the span itself, because it is noise or has links.</summary>
    Dropped,

    /// <summary>Replaced by a digest.</summary>
    Hashed,

    /// <summary>What the detectors found was replaced by placeholders.</summary>
    Masked,

    /// <summary>Cut to the plan's length.</summary>
    Truncated,

    /// <summary>Replaced, because it does not look like a name.</summary>
    Replaced,

    /// <summary>Set from an attribute that means the same under another name.</summary>
    Normalized,
}
