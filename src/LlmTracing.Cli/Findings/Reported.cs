using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Findings;

/// <summary>A finding and where it stands; without a place when no file is to blame.</summary>
internal sealed record Reported(Finding Finding, Location? At)
{
    public bool IsError => Finding.Severity == Severity.Error;
}
