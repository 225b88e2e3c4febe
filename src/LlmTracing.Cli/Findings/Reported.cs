using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Findings;

/// <summary>A finding and its location; null if it is not about a file.</summary>
internal sealed record Reported(Finding Finding, Location? At)
{
    public bool IsError => Finding.Severity == Severity.Error;
}
