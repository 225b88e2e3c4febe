using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Resolve;

/// <summary>What a pipeline makes of one policy that refers to it.</summary>
/// <param name="Redaction">The plan in force: the policy's own, or with <paramref name="KeptFormer"/> the one before its mistake; null when it governs nothing.</param>
public sealed record PolicyOutcome(LlmTracingPolicy Policy, ImmutableArray<Finding> Findings, RedactionPlan? Redaction, bool KeptFormer);
