using System.Text.Json;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Preview;

/// <summary>A list of messages that are dropped, hashed, kept or masked one by one, and on which attribute it was.</summary>
/// <param name="source">The attribute.</param>
/// <param name="masked">JSON text of the list, in which kept messages are empty; masked as text.</param>
/// <param name="kept">JSON text of the list with the kept messages alone; null when the plan keeps none.</param>
internal sealed class JudgedList(Field source, Field masked, Field? kept)
{
    private static readonly JsonObject Empty = AnyValue.Of("");

    /// <summary>Null when none of the list's keys holds a list, or it is too long: then it is judged as one value.</summary>
    internal static JudgedList? Of(MessageList list, RedactionRun run, List<Field> attributes)
    {
        foreach (var key in list.Keys)
        {
            if (attributes.Find(field => field.Key == key) is { Value: { } value } source && Messages(value) is { } messages)
            {
                return messages.Count <= list.Most ? Judge(list, run, source, messages) : null;
            }
        }

        return null;
    }

    internal IEnumerable<Field> Fields => kept is null ? [masked] : [masked, kept];

    internal string Key => source.Key;

    /// <summary>The attribute as it leaves; what is no JSON any more stays text.</summary>
    internal Field Finish(RedactionRun run)
    {
        if (masked.Value is null || Parsed(masked.Text) is not { } messages)
        {
            return new Field(source.Key, source.Place, masked.Value);
        }

        var others = kept is null ? null : Parsed(kept.Text);
        var finished = messages.Select((message, index) => Finish(run, message, others is not null && index < others.Count ? others[index] : null));
        var value = AnyValue.ListOf(finished);
        return new Field(source.Key, source.Place, AnyValue.IsStructured(source.Value!) ? value : AnyValue.Of(GoJson.Text(value, ottl: true)));
    }

    private static JudgedList Judge(MessageList list, RedactionRun run, Field source, List<JsonObject> messages)
    {
        var modes = run.Redactor.Messages;
        var keeps = modes.Uses(ContentMode.Keep);
        var (masked, unmasked) = (new List<JsonObject>(), new List<JsonObject>());
        foreach (var (index, message) in messages.Index())
        {
            var judged = MessageJudgement.Of(message, modes);
            masked.Add(judged.Mode switch
            {
                ContentMode.Drop => AnyValue.MapOf(("role", AnyValue.Of(judged.Role))),
                ContentMode.Hash => Digest(run.Redactor, judged.Role, MessageJudgement.Text(message)),
                ContentMode.Keep => (JsonObject)Empty.DeepClone(),
                _ => message,
            });
            unmasked.Add(judged.Mode == ContentMode.Keep ? message : (JsonObject)Empty.DeepClone());
            Report(run, $"{source.Place}[{index}]", judged.Mode);
        }

        return new(source, Staged(ListPart.Masked, masked), keeps ? Staged(ListPart.Kept, unmasked) : null);

        Field Staged(ListPart part, List<JsonObject> items) =>
            new(Staging.Messages(part, list.Name), source.Place, AnyValue.Of(GoJson.Text(AnyValue.ListOf(items), ottl: true)));
    }

    private static JsonObject Digest(Redactor redactor, string role, string text) => AnyValue.MapOf(
        ("role", AnyValue.Of(role)), ("content", AnyValue.Of(redactor.ContentHash(text))), ("length", AnyValue.Of(Utf8.Length(text))));

    private static void Report(RedactionRun run, string place, ContentMode mode)
    {
        if (mode is ContentMode.Drop or ContentMode.Hash)
        {
            run.Report(place, mode == ContentMode.Drop ? ChangeKind.Dropped : ChangeKind.Hashed);
        }
    }

    private JsonObject Finish(RedactionRun run, JsonObject message, JsonObject? kept)
    {
        var modes = run.Redactor.Messages;
        var text = MessageJudgement.Text(message);
        var most = run.Redactor.Plan.MaxContentLength;
        if (modes.Uses(ContentMode.Truncate) && Utf8.Length(text) > most
            && MessageJudgement.Of(message, modes) is { Mode: ContentMode.Truncate } judged)
        {
            run.Report(source.Place, ChangeKind.Truncated);
            message = AnyValue.MapOf(("role", AnyValue.Of(judged.Role)), ("content", AnyValue.Of(Utf8.Cut(LongContent(message, most) ?? text, most))));
        }

        return kept is not null && AnyValue.Kind(message) == AnyValue.String && AnyValue.AsText(message).Length == 0 ? kept : message;
    }

    /// <summary>The text of a message, where that alone is too long; null of any other message.</summary>
    private static string? LongContent(JsonObject message, int most) =>
        AnyValue.Member(message, "content") is { } content && AnyValue.Kind(content) == AnyValue.String && Utf8.Length(AnyValue.AsText(content)) > most
            ? AnyValue.AsText(content)
            : null;

    private static List<JsonObject>? Messages(JsonObject value) => AnyValue.Kind(value) switch
    {
        AnyValue.Array => [.. AnyValue.Items(value).Select(Present)],
        AnyValue.String => Parsed(AnyValue.AsText(value)),
        _ => null,
    };

    private static List<JsonObject>? Parsed(string text) =>
        text.AsSpan().TrimStart("\t\n\f\r ") is ['[', ..] && AnyValue.Parse(text) is { } list ? [.. AnyValue.Items(list).Select(Present)] : null;

    /// <summary>Null becomes the empty text: functions of the collector fail on it.</summary>
    private static JsonObject Present(JsonObject message) => (JsonObject)(AnyValue.Kind(message).Length == 0 ? Empty : message).DeepClone();
}
