using System.Collections.Immutable;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>The result of one case.</summary>
/// <param name="Through">What redacted the trace: <c>preview</c> or <c>collector</c>.</param>
internal sealed record CaseResult(PolicyCase Case, string Through, ImmutableArray<ExpectationResult> Results);

/// <param name="Failure">Null if it is met.</param>
internal sealed record ExpectationResult(Expectation Expectation, Failure? Failure);
