using System.Collections.Immutable;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>What a plan does to telemetry, without a collector: the executable specification of redaction.</summary>
/// <remarks>The collector configuration of the same plan has the same effect; a test compares the two on recorded telemetry.</remarks>
public static class Preview
{
    /// <summary>Applies a plan to one request, which is not changed. For several requests build a <see cref="Redactor"/> once.</summary>
    /// <param name="key">For identity hashes; see <see cref="Redactor"/>.</param>
    /// <inheritdoc cref="Redactor(RedactionPlan, HashKey?)" path="/exception"/>
    public static PreviewResult Apply(RedactionPlan plan, OtlpRequest request, HashKey? key) => new Redactor(plan, key).Apply(request);
}

/// <summary>A request after redaction.</summary>
/// <param name="Request">Without the dropped spans, and without resources and scopes that hold none any more.</param>
/// <param name="Changes">All that happened, in the order of the request.</param>
public sealed record PreviewResult(OtlpRequest Request, ImmutableArray<Change> Changes);
