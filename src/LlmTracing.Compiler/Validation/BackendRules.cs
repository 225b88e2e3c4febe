using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>The list of backends.</summary>
internal static class BackendRules
{
    internal static IEnumerable<Mistake> OneBlock(ImmutableArray<Backend> backends)
    {
        if (backends.IsEmpty)
        {
            yield return new("spec.backends", Reasons.InvalidBackend, "The pipeline has no backend.", "Add at least one, such as otlp.");
        }

        foreach (var (backend, index) in backends.Select((backend, index) => (backend, index)))
        {
            if (backend.Otlp is null == backend.Langfuse is null)
            {
                var message = backend.Otlp is null
                    ? "The backend has neither otlp nor langfuse."
                    : "The backend has both otlp and langfuse.";
                yield return new($"spec.backends[{index}]", Reasons.InvalidBackend, message, "Set exactly one of them.");
            }
        }
    }

    internal static IEnumerable<Mistake> Names(ImmutableArray<Backend> backends)
    {
        foreach (var (backend, index) in backends.Select((backend, index) => (backend, index)))
        {
            if (!IsName(backend.Name))
            {
                yield return new(
                    $"spec.backends[{index}].name",
                    Reasons.InvalidName,
                    "The name is not a valid DNS label of at most 40 characters.",
                    "Use lowercase letters, digits and dashes, such as tempo-eu.");
            }
        }

        foreach (var mistake in Duplicates.In("spec.backends", "name", backends.Select(backend => backend.Name)))
        {
            yield return mistake;
        }
    }

    private static bool IsName(string name) => name.Length <= 40 && LabelSyntax.IsDnsLabel(name);
}
