using System.Text.Json.Nodes;
using Kube.Schema.Cel;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>One entry of <c>x-kubernetes-validations</c>, compiled.</summary>
/// <param name="Transition">Mentions <c>oldSelf</c>: holds only between two versions.</param>
internal sealed record ValidationRule(
    string Text, CelExpression Expression, string? Message, CelExpression? MessageExpression, string Reason, string FieldPath,
    bool Transition,
    bool OptionalOldSelf)
{
    /// <exception cref="CelException">The rule is no CEL that this server knows.</exception>
    public static ValidationRule Read(JsonObject rule)
    {
        var text = rule.Text("rule") ?? "";
        var expression = CelParser.Parse(text);
        var message = rule.Text("messageExpression") is { } source ? CelParser.Parse(source) : null;
        return new ValidationRule(
            text, expression, rule.Text("message"), message, rule.Text("reason") ?? "FieldValueInvalid", rule.Text("fieldPath") ?? "",
            expression.Mentions("oldSelf"), rule.Flag("optionalOldSelf"));
    }
}
