using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview.Normalization;

namespace LlmTracing.Compiler.Preview;

internal sealed partial class RedactionRun
{
    internal void Traces(JsonObject root)
    {
        foreach (var resource in root.Items("resourceSpans").ToList())
        {
            Resource(resource);
            foreach (var scope in resource.Items("scopeSpans").ToList())
            {
                Scope(scope);
                foreach (var span in scope.Items("spans").ToList())
                {
                    Span(scope, span);
                }

                RemoveIfEmpty(resource, "scopeSpans", scope, "spans");
            }

            RemoveIfEmpty(root, "resourceSpans", resource, "scopeSpans");
        }
    }

    private void Span(JsonObject scope, JsonObject span)
    {
        Begin(span.Text("spanId"));
        if (Redactor.Plan.Links == LinkMode.DropSpan && span.Items("links").Any())
        {
            ((JsonArray)scope["spans"]!).Remove(span);
            Report("span", ChangeKind.Dropped);
            End("");
            return;
        }

        if (NoiseCheck.Of(Redactor, span) is { } rule)
        {
            ((JsonArray)scope["spans"]!).Remove(span);
            Report("span", ChangeKind.Dropped, [rule.Kind.ToString()]);
            End("");
            return;
        }

        NormalizedSpan.Normalize(this, span);
        var attributes = Attributes(span, "span");
        if (span.Remove("traceState", out var state) && state?.ToString().Length > 0)
        {
            Report("span.trace_state", ChangeKind.Dropped);
        }

        Restore(span, "name", Name(span, "name", "span.name", Staging.Name, NameShapes.Span));
        Status(span);
        Write(span, Conversation.Redact(this, attributes, indexed: true));
        foreach (var (index, item) in span.Items("events").Index())
        {
            Event(item, $"span.events[{index}]");
        }

        End(span.Text("name"));
    }

    private void Status(JsonObject span)
    {
        if (span["status"] is JsonObject status && status.Text("message") is { Length: > 0 } message)
        {
            var field = new Field(Staging.Status, "span.status.message", AnyValue.Of(message));
            Redact(field);
            Restore(status, "message", field);
        }
    }

    /// <summary>The payload of an event in the vocabulary is content of the event's category; its key decides nothing then.</summary>
    private void Event(JsonObject item, string place)
    {
        var original = item.Text("name");
        var attributes = Attributes(item, place);
        var name = Name(item, "name", $"{place}.name", Staging.Name, NameShapes.Event);
        var kind = Vocabulary.Events.FirstOrDefault(family => family.Name == original) is { } family ? Judged(family, Payloads(attributes)) : null;
        var redacted = attributes
            .Select(field => kind is not null && Vocabulary.EventPayloadKeys.Contains(field.Key) ? Payload(kind, field) : Redacted(field))
            .ToList();
        Restore(item, "name", name);
        Write(item, redacted);
    }

    private Field Payload(EventKind kind, Field field)
    {
        var staged = new Field(Staging.Payload(kind, field.Key), field.Place, field.Value);
        Redact(staged);
        return new Field(field.Key, field.Place, staged.Value);
    }

    private static IEnumerable<JsonObject> Payloads(List<Field> attributes) =>
        Vocabulary.EventPayloadKeys.Select(key => attributes.Find(field => field.Key == key)?.Value).OfType<JsonObject>();

    /// <summary>The kind of an event, or that of a stricter part which its payload holds.</summary>
    private EventKind Judged(EventFamily family, IEnumerable<JsonObject> payloads)
    {
        var texts = payloads.Select(MessageJudgement.Text).ToList();
        var kind = new EventKind(family.Categories);
        return EventContent.Stricter(Redactor.Plan, kind)
            .Where(one => texts.Exists(text => MessageJudgement.Holds(text, one.Part)))
            .Select(one => one.Kind)
            .LastOrDefault(kind);
    }

    private Field Redacted(Field field)
    {
        Redact(field);
        return field;
    }

    private static void RemoveIfEmpty(JsonObject owner, string list, JsonObject item, string content)
    {
        if (!item.Items(content).Any())
        {
            ((JsonArray)owner[list]!).Remove(item);
        }
    }
}
