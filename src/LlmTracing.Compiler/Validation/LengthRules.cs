using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>How much text is kept.</summary>
internal static class LengthRules
{
    private const int Most = 65536;

    internal static IEnumerable<Mistake> MaxContentLength(LlmTracingPolicySpec policy)
    {
        if (policy.MaxContentLength is < 1 or > Most)
        {
            yield return new(
                "spec.maxContentLength",
                Reasons.InvalidLength,
                $"The length must be between 1 and {Most} bytes.",
                "Use a number in this range.");
        }
    }
}
