using Kube.Model;

namespace LlmTracing.Compiler.Validation;

/// <summary>A user's mistake: where, what, and what to do. Never holds a secret value.</summary>
/// <param name="Kind">Kind of the object it is about.</param>
/// <param name="Object">Which object.</param>
/// <param name="Path">Field path such as <c>spec.backends[1].otlp.endpoint</c>.</param>
/// <param name="Reason">CamelCase, stable: conditions and scripts use it.</param>
/// <param name="Message">One sentence that says what is wrong.</param>
/// <param name="Hint">One sentence that says what to do.</param>
public sealed record Finding(
    string Kind, ObjectKey Object, string Path, string Reason, string Message, string Hint, Severity Severity = Severity.Error)
{
    public override string ToString() => $"{Kind} {Object}: {Path}: {Message} {Hint}";
}

/// <summary>An error keeps the object from being programmed; a warning does not.</summary>
public enum Severity
{
    Error,
    Warning,
}
