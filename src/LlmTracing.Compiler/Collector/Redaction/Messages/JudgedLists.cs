using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction.Messages;

/// <summary>Lists of messages: each message is dropped, hashed, kept or left to be masked by its own mode; the list stays a list.</summary>
/// <remarks>
/// The language has no loops, so each index has its statements. Messages that are kept travel as a second list, in which all others are
/// empty: only so can masking pass them by. A list that can't be read, or is too long, stays where it is and is judged as one value.
/// </remarks>
internal static class JudgedLists
{
    /// <summary>Groups that take the lists apart; before keys decide.</summary>
    internal static IEnumerable<StatementGroup> Before(string context, MessageModes modes) =>
        modes.Differ ? MessageLists.Lists.SelectMany(list => Before(context, list, modes)) : [];

    /// <summary>Groups that cut messages and put the lists back; after masking.</summary>
    internal static IEnumerable<StatementGroup> After(string context, MessageModes modes, int maxContentLength) =>
        modes.Differ ? MessageLists.Lists.SelectMany(list => After(context, new StagedList(list), modes, maxContentLength)) : [];

    private static IEnumerable<StatementGroup> Before(string context, MessageList list, MessageModes modes)
    {
        var staged = new StagedList(list);
        return
        [
            new(context, [.. list.Keys.SelectMany(staged.Find)]) { ErrorMode = "ignore" },
            new(context, [.. Judge(staged, new MessageCondition(modes), modes)]) { Conditions = [$"IsList({staged.List}) and Len({staged.List}) <= {list.Most}"] },
            new(context, [$"delete_key(attributes, {Ottl.Literal(staged.ListKey)})"]),
        ];
    }

    private static IEnumerable<string> Judge(StagedList staged, MessageCondition message, MessageModes modes) =>
    [
        .. modes.Uses(ContentMode.Keep) ? [$"set({staged.Kept}, {staged.List})"] : Array.Empty<string>(),
        .. Enumerable.Range(0, staged.Most).SelectMany(index => Judge(staged, message, modes, index)),
        .. staged.Keys.Select(key => $"{Ottl.DeleteAll(key)} where {staged.IsFrom(key)}"),
        $"set({staged.Text}, String({staged.List}))",
        .. modes.Uses(ContentMode.Keep) ? [$"set({staged.Kept}, String({staged.Kept}))"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Judge(StagedList staged, MessageCondition message, MessageModes modes, int index)
    {
        string Set(string list, string value, string where) => $"set({list}[{index}], {value}) where {MessageCondition.Exists(list, index)} and {where}";
        return
        [
            .. MessageCondition.Load(staged.List, index),
            .. modes.Uses(ContentMode.Drop) ? [Set(staged.List, $"{{\"role\": {MessageCondition.Role}}}", message.Has(ContentMode.Drop))] : Array.Empty<string>(),
            .. modes.Uses(ContentMode.Hash) ? [Set(staged.List, Digest, message.Has(ContentMode.Hash))] : Array.Empty<string>(),
            .. modes.Uses(ContentMode.Keep)
                ? [Set(staged.List, "\"\"", message.Has(ContentMode.Keep)), Set(staged.Kept, "\"\"", $"not {message.Has(ContentMode.Keep)}")]
                : Array.Empty<string>(),
        ];
    }

    private const string MessageText = $"String({MessageCondition.Message})";

    private static readonly string Digest =
        $"{{\"role\": {MessageCondition.Role}, \"content\": Concat([{Ottl.Literal(Hashes.Prefix + Hashes.Marker)}, SHA256({MessageText})], \"\"), \"length\": Len({MessageText})}}";

    private static IEnumerable<StatementGroup> After(string context, StagedList staged, MessageModes modes, int maxContentLength) =>
    [
        new(context, [.. staged.Parse(modes)]) { ErrorMode = "ignore" },
        new(context, [.. Finish(staged, new MessageCondition(modes), modes, maxContentLength)]) { Conditions = [$"IsList({staged.List})"] },
        new(context, [.. staged.Keys.SelectMany(staged.PutBack)]),
    ];

    private static IEnumerable<string> Finish(StagedList staged, MessageCondition message, MessageModes modes, int maxContentLength) =>
    [
        .. Enumerable.Range(0, staged.Most).SelectMany(index => Finish(staged, message, modes, maxContentLength, index)),
        $"set({staged.Text}, String({staged.List}))",
    ];

    private static IEnumerable<string> Finish(StagedList staged, MessageCondition message, MessageModes modes, int maxContentLength, int index)
    {
        var exists = MessageCondition.Exists(staged.List, index);
        if (modes.Uses(ContentMode.Truncate))
        {
            foreach (var statement in MessageCondition.Load(staged.List, index))
            {
                yield return statement;
            }

            yield return $"set(cache[\"cut\"], {MessageText})";
            yield return $"set(cache[\"cut\"], {MessageCondition.Message}[\"content\"]) where IsMap({MessageCondition.Message}) and IsString({MessageCondition.Message}[\"content\"]) and Len({MessageCondition.Message}[\"content\"]) > {maxContentLength}";
            yield return $"set({staged.List}[{index}], {{\"role\": {MessageCondition.Role}, \"content\": Substring(cache[\"cut\"], 0, {maxContentLength}, true)}}) "
                + $"where {exists} and Len({MessageText}) > {maxContentLength} and {message.Has(ContentMode.Truncate)}";
        }

        if (modes.Uses(ContentMode.Keep))
        {
            yield return $"set({staged.List}[{index}], {staged.KeptList}[{index}]) "
                + $"where {exists} and {staged.List}[{index}] == \"\" and IsList({staged.KeptList}) and {MessageCondition.Exists(staged.KeptList, index)}";
        }
    }
}
