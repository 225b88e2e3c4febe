using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction.Messages;

/// <summary>Where a list of messages is while it is judged.</summary>
internal sealed class StagedList(MessageList list)
{
    internal ImmutableArray<string> Keys => list.Keys;

    internal int Most => list.Most;

    internal string ListKey => Staging.Messages(ListPart.List, list.Name);

    /// <summary>The list itself.</summary>
    internal string List => Ottl.Attribute(ListKey);

    /// <summary>Its JSON text, in which kept messages are empty; masked as text.</summary>
    internal string Text => Ottl.Attribute(Staging.Messages(ListPart.Masked, list.Name));

    /// <summary>The same with the kept messages alone.</summary>
    internal string Kept => Ottl.Attribute(Staging.Messages(ListPart.Kept, list.Name));

    internal string KeptList => Ottl.Attribute(Staging.Messages(ListPart.KeptList, list.Name));

    /// <summary>Who speaks in each of its messages.</summary>
    internal string Speakers => Ottl.Attribute(Staging.Messages(ListPart.Speakers, list.Name));

    /// <summary>Condition: the list is longer than that.</summary>
    internal string Exists(int index) => $"Len({Speakers}) > {index}";

    private string Key => Ottl.Attribute(Staging.Messages(ListPart.Key, list.Name));

    private string WasTextKey => Staging.Messages(ListPart.Text, list.Name);

    private string WasText => Ottl.Attribute(WasTextKey);

    internal string IsFrom(string key) => $"{Key} == {Ottl.Literal(key)}";

    /// <summary>Takes the list of a key, unless there is one already.</summary>
    internal IEnumerable<string> Find(string key)
    {
        var value = Ottl.Attribute(key);
        return
        [
            $"set({WasText}, true) where {List} == nil and IsString({value})",
            $"set({List}, {value}) where {List} == nil and IsList({value})",
            $"set({List}, ParseJSON({value})) where {List} == nil and IsString({value}) and IsMatch({value}, {Ottl.Literal(@"^\s*\[")})",
            $"set({Key}, {Ottl.Literal(key)}) where {Key} == nil and {List} != nil",
            $"{Ottl.Delete(WasTextKey)} where {List} == nil",
        ];
    }

    /// <summary>Lists from masked texts. One that is no JSON any more stays text.</summary>
    internal IEnumerable<string> Parse(MessageModes modes) =>
    [
        $"set({List}, ParseJSON({Text})) where {Text} != nil",
        .. modes.Uses(ContentMode.Keep) ? [$"set({KeptList}, ParseJSON({Kept})) where {Kept} != nil"] : Array.Empty<string>(),
    ];

    internal IEnumerable<string> PutBack(string key)
    {
        var value = Ottl.Attribute(key);
        return
        [
            $"set({value}, {Text}) where {Text} != nil and {IsFrom(key)}",
            $"set({value}, {List}) where {Text} != nil and {IsFrom(key)} and {WasText} == nil and IsList({List})",
        ];
    }
}
