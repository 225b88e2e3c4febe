using System.Text.RegularExpressions;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction.Messages;

/// <summary>One message to an attribute: the role, which another attribute tells, becomes part of the key for as long as keys decide.</summary>
internal static class IndexedContent
{
    internal static IEnumerable<StatementGroup> Before(string context, MessageModes modes) =>
        modes.Differ ? [new(context, [.. MessageLists.Indexed.SelectMany(Rename)])] : [];

    internal static IEnumerable<StatementGroup> After(string context, MessageModes modes) =>
        modes.Differ ? [new(context, [$"replace_all_patterns(attributes, \"key\", {Ottl.Literal($"^{Staging.SpokenPattern}[a-z]+\\.")}, \"\")"])] : [];

    private static IEnumerable<string> Rename(IndexedMessages messages) =>
        from index in Enumerable.Range(0, MessageLists.MostIndexed)
        let message = $"{messages.Prefix}.{index}."
        let role = Ottl.Attribute(message + messages.Role)
        select $"replace_all_patterns(attributes, \"key\", {Ottl.Literal($"^({Regex.Escape(message)}{messages.Content})$")}, "
            + $"Concat([{Ottl.Literal(Staging.Spoken)}, {role}, {Ottl.Literal(".$1")}], \"\")) "
            + $"where IsString({role}) and IsMatch({role}, {Ottl.Literal($"^{Roles.AnyName}$")})";
}
