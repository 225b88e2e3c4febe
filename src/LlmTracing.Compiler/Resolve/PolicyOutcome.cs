using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Resolve;

/// <summary>The result for one policy that refers to a pipeline.</summary>
/// <param name="Redaction">The plan in force: the policy's own, or its previous one; null if none is.</param>
/// <param name="KeptFormer">Whether the policy has errors and keeps its previous plan.</param>
public sealed record PolicyOutcome(LlmTracingPolicy Policy, ImmutableArray<Finding> Findings, RedactionPlan? Redaction, bool KeptFormer);
