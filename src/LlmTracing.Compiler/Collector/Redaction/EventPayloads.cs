using System.Text.RegularExpressions;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction;

/// <summary>Attributes of span events whose category the event's name tells: the kind becomes part of their keys for as long as keys decide.</summary>
internal static class EventPayloads
{
    private static readonly string Keys = $"^({string.Join('|', Vocabulary.EventPayloadKeys.Select(Regex.Escape))})$";

    internal static IEnumerable<string> Stage(RedactionPlan plan) =>
    [
        .. EventKinds.Judge(plan, name => $"spanevent.name == {Ottl.Literal(name)}", Holds),
        $"replace_all_patterns(attributes, \"key\", {Ottl.Literal(Keys)}, Concat([{Ottl.Literal(Staging.PayloadPrefix)}, {EventKinds.Kind}, {Ottl.Literal(".$1")}], \"\")) "
            + $"where {EventKinds.Kind} != nil",
    ];

    internal static string Restore { get; } =
        $"replace_all_patterns(attributes, \"key\", {Ottl.Literal($"^{Regex.Escape(Staging.PayloadPrefix)}[A-Za-z-]+\\.")}, \"\")";

    private static string Holds(MessagePart part) => Ottl.Any(Vocabulary.EventPayloadKeys.Select(Ottl.Attribute)
        .Select(payload => $"({payload} != nil and IsMatch(String({payload}), {Ottl.Literal(part.Pattern)}))"));
}
