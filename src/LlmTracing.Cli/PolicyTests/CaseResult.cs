using System.Collections.Immutable;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>What became of one case.</summary>
/// <param name="Through">What redacted: <c>preview</c> or <c>collector</c>.</param>
internal sealed record CaseResult(PolicyCase Case, string Through, ImmutableArray<ExpectationResult> Results);

/// <param name="Failure">Null when it is met.</param>
internal sealed record ExpectationResult(Expectation Expectation, Failure? Failure);
