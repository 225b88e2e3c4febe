using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>Label selectors.</summary>
internal static class SelectorRules
{
    private const int MostRequirements = 64;

    internal static IEnumerable<Mistake> AllowedNamespaces(AllowedNamespaces allowed)
    {
        const string path = "spec.allowedNamespaces.selector";
        return (allowed.From, allowed.Selector) switch
        {
            (AllowedFrom.Selector, null) =>
                [new(path, Reasons.InvalidSelector, "The selector is missing.", "Add one, or use 'from: All' or 'from: Same'.")],
            (AllowedFrom.Selector, { } selector) => Selector(path, selector),
            (_, not null) => [new(
                path,
                Reasons.InvalidSelector,
                "The selector is used only with 'from: Selector'.",
                "Set 'from: Selector', or remove the selector.")],
            _ => [],
        };
    }

    internal static IEnumerable<Mistake> Selector(string path, LabelSelector selector)
    {
        if (selector.Requirements() > MostRequirements)
        {
            return [new(path, Reasons.TooLarge, $"The selector has more than {MostRequirements} requirements.", "Use fewer.")];
        }

        return selector.MatchLabels.SelectMany(pair => Label($"{path}.matchLabels", pair.Key, [pair.Value]))
            .Concat(selector.MatchExpressions.SelectMany(
                (requirement, index) => Requirement($"{path}.matchExpressions[{index}]", requirement)));
    }

    private static IEnumerable<Mistake> Requirement(string path, LabelSelectorRequirement requirement)
    {
        var mistakes = Label(path, requirement.Key, requirement.Values);
        bool? needsValues = requirement.Operator switch
        {
            "In" or "NotIn" => true,
            "Exists" or "DoesNotExist" => false,
            _ => null,
        };
        return needsValues switch
        {
            null => mistakes.Append(new(
                $"{path}.operator", Reasons.InvalidSelector, "This is not a valid operator.", "Use In, NotIn, Exists or DoesNotExist.")),
            true when requirement.Values.IsEmpty =>
                mistakes.Append(new(
                    $"{path}.values", Reasons.InvalidSelector, $"{requirement.Operator} needs values.", "Add at least one.")),
            false when !requirement.Values.IsEmpty =>
                mistakes.Append(new(
                    $"{path}.values", Reasons.InvalidSelector, $"{requirement.Operator} does not take values.", "Remove them.")),
            _ => mistakes,
        };
    }

    private static IEnumerable<Mistake> Label(string path, string key, IEnumerable<string> values)
    {
        if (!LabelSyntax.IsKey(key))
        {
            yield return new(
                path,
                Reasons.InvalidSelector,
                "A key is not a valid label name.",
                "Use the full name of a label, such as app.kubernetes.io/name.");
        }

        if (!values.All(LabelSyntax.IsValue))
        {
            yield return new(
                path,
                Reasons.InvalidSelector,
                "A value is not a valid label value.",
                "Use at most 63 letters, digits, dashes, dots and underscores.");
        }
    }
}
