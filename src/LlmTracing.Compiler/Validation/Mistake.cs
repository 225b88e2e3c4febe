using Kube.Model;

namespace LlmTracing.Compiler.Validation;

/// <summary>A finding of one rule, not yet attached to an object.</summary>
internal sealed record Mistake(string Path, string Reason, string Message, string Hint, Severity Severity = Severity.Error)
{
    internal Finding About(string kind, ObjectKey key) => new(kind, key, Path, Reason, Message, Hint, Severity);
}
