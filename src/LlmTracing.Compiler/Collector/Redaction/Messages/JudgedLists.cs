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
    /// <summary>The text of a message that is cut; empty when it is short enough.</summary>
    private const string Cut = "cache[\"cut\"]";

    /// <summary>Groups that take the lists apart; before keys decide.</summary>
    internal static IEnumerable<StatementGroup> Before(string context, MessageModes modes) =>
        modes.Differ ? MessageLists.Lists.SelectMany(list => Before(context, new StagedList(list), modes)) : [];

    /// <summary>Groups that cut messages and put the lists back; after masking.</summary>
    internal static IEnumerable<StatementGroup> After(string context, MessageModes modes, int maxContentLength) =>
        modes.Differ ? MessageLists.Lists.SelectMany(list => After(context, new StagedList(list), modes, maxContentLength)) : [];

    private static IEnumerable<StatementGroup> Before(string context, StagedList staged, MessageModes modes) =>
    [
        new(context, [.. staged.Keys.SelectMany(staged.Find)]) { ErrorMode = "ignore" },
        new(context, [.. Speakers.Of(staged)]) { Conditions = [$"IsList({staged.List}) and Len({staged.List}) <= {staged.Most}"] },
        new(context, [.. Judge(staged, modes)]) { Conditions = [$"IsList({staged.Speakers})"] },
        new(context, [Ottl.Delete(staged.ListKey)]),
    ];

    private static IEnumerable<string> Judge(StagedList staged, MessageModes modes) =>
    [
        .. modes.Uses(ContentMode.Keep) ? [$"set({staged.Kept}, {staged.List})"] : Array.Empty<string>(),
        .. Enumerable.Range(0, staged.Most).SelectMany(index => Judge(staged, modes, index)),
        .. staged.Keys.Select(key => $"{Ottl.Delete(key)} where {staged.IsFrom(key)}"),
        $"set({staged.Text}, String({staged.List}))",
        .. modes.Uses(ContentMode.Keep) ? [$"set({staged.Kept}, String({staged.Kept}))"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Judge(StagedList staged, MessageModes modes, int index)
    {
        var message = $"{staged.List}[{index}]";
        return
        [
            .. ForEachRole(staged, modes, index, ContentMode.Drop, role => $"{{\"role\": {role}}}"),
            .. ForEachRole(staged, modes, index, ContentMode.Hash, role => Digest(role, $"String({message})")),
            .. modes.Uses(ContentMode.Keep)
                ?
                [
                    $"set({message}, \"\") where {Speakers.HasOrIsUnknown(staged, index, modes, ContentMode.Keep)}",
                    $"set({staged.Kept}[{index}], \"\") where {staged.Exists(index)} and {message} != \"\"",
                ]
                : Array.Empty<string>(),
        ];
    }

    /// <summary>A role that is not known may be text of a user, and is not repeated.</summary>
    private static IEnumerable<string> ForEachRole(StagedList staged, MessageModes modes, int index, ContentMode mode, Func<string, string> instead)
    {
        var message = $"{staged.List}[{index}]";
        if (modes.UsesForRoles(mode))
        {
            yield return $"set({message}, {instead($"{message}[\"role\"]")}) where {Speakers.Has(staged, index, modes, mode)}";
        }

        if (mode == modes.Strictest)
        {
            yield return $"set({message}, {instead("\"unknown\"")}) where {Speakers.IsUnknown(staged, index)}";
        }
    }

    private static string Digest(string role, string text) =>
        $"{{\"role\": {role}, \"content\": Concat([{Ottl.Literal(Hashes.Prefix + Hashes.Marker)}, SHA256({text})], \"\"), \"length\": Len({text})}}";

    private static IEnumerable<StatementGroup> After(string context, StagedList staged, MessageModes modes, int maxContentLength) =>
    [
        new(context, [.. staged.Parse(modes)]) { ErrorMode = "ignore" },
        new(context, [.. Finish(staged, modes, maxContentLength)])
        {
            Conditions = [$"IsList({staged.List}) and IsList({staged.Speakers}) and Len({staged.List}) == Len({staged.Speakers})"],
        },
        new(context, [.. staged.Keys.SelectMany(staged.PutBack)]),
    ];

    private static IEnumerable<string> Finish(StagedList staged, MessageModes modes, int maxContentLength) =>
    [
        .. Enumerable.Range(0, staged.Most).SelectMany(index => Finish(staged, modes, maxContentLength, index)),
        $"set({staged.Text}, String({staged.List}))",
    ];

    private static IEnumerable<string> Finish(StagedList staged, MessageModes modes, int maxContentLength, int index)
    {
        var message = $"{staged.List}[{index}]";
        if (modes.Uses(ContentMode.Truncate))
        {
            var content = $"{message}[\"content\"]";
            var isTruncated = Speakers.HasOrIsUnknown(staged, index, modes, ContentMode.Truncate);
            yield return $"set({Cut}, \"\")";
            yield return $"set({Cut}, String({message})) where {isTruncated} and Len(String({message})) > {maxContentLength}";
            yield return $"set({Cut}, {content}) where {Cut} != \"\" and IsMap({message}) and IsString({content}) and Len({content}) > {maxContentLength}";
            string Shorter(string role) => $"{{\"role\": {role}, \"content\": Substring({Cut}, 0, {maxContentLength}, true)}}";
            foreach (var statement in ForEachRole(staged, modes, index, ContentMode.Truncate, Shorter))
            {
                yield return $"{statement} and {Cut} != \"\"";
            }
        }

        if (modes.Uses(ContentMode.Keep))
        {
            yield return $"set({message}, {staged.KeptList}[{index}]) where {staged.Exists(index)} and {message} == \"\""
                + $" and IsList({staged.KeptList}) and Len({staged.KeptList}) > {index}";
        }
    }
}
