using System.Text.Json;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

internal sealed partial class RedactionRun
{
    internal void Logs(JsonObject root)
    {
        foreach (var resource in root.Items("resourceLogs"))
        {
            Resource(resource);
            foreach (var scope in resource.Items("scopeLogs"))
            {
                Scope(scope);
                foreach (var log in scope.Items("logRecords"))
                {
                    Log(log);
                }
            }
        }
    }

    private void Log(JsonObject log)
    {
        Begin(log.Text("spanId"));
        var attributes = Attributes(log, "log");
        Body(log, attributes);
        var severity = Name(log, "severityText", "log.severity_text", Staging.Severity, NameShapes.Severity);
        var name = Name(log, "eventName", "log.event_name", Staging.EventName, NameShapes.LogEvent);
        attributes.ForEach(this.Redact);
        Restore(log, "eventName", name);
        Restore(log, "severityText", severity);
        Write(log, attributes);
        End(log.Text("eventName"));
    }

    private void Body(JsonObject log, List<Field> attributes)
    {
        if (log["body"] is not JsonObject body || AnyValue.Kind(body).Length == 0)
        {
            return;
        }

        var structured = AnyValue.IsStructured(body);
        var staged = structured ? AnyValue.Of(GoJson.Text(body, ottl: true))
            : AnyValue.Kind(body) == AnyValue.Bytes ? Replaced()
            : body;
        var restored = AnyValue.Of("");
        foreach (var key in BodyKeys(log, attributes))
        {
            var field = new Field(key, "log.body", (JsonObject)staged.DeepClone());
            this.Redact(field);
            restored = field.Value ?? restored;
        }

        log["body"] = structured ? Parsed(restored) : restored.DeepClone();
    }

    private JsonObject Replaced()
    {
        Report("log.body", ChangeKind.Replaced);
        return AnyValue.Of(Shapes.Dropped);
    }

    /// <summary>Under which keys the body is judged: those of the categories of its event, by either name; the last that survives stands.</summary>
    private static IEnumerable<string> BodyKeys(JsonObject log, List<Field> attributes)
    {
        var names = attributes
            .Where(field => field.Key == "event.name" && AnyValue.Kind(field.Value!) == AnyValue.String)
            .Select(field => field.Text)
            .Append(log.Text("eventName"))
            .ToList();
        var keys = Vocabulary.Events.Where(family => names.Contains(family.Name)).Select(family => Staging.Body(family.Category)).ToHashSet();
        return keys.Count == 0
            ? [Staging.DefaultBody]
            : Vocabulary.Events.Select(family => Staging.Body(family.Category)).Distinct().Where(keys.Contains);
    }

    /// <summary>What is no JSON any more stays text.</summary>
    private static JsonNode Parsed(JsonObject text)
    {
        try
        {
            using var json = JsonDocument.Parse(AnyValue.AsText(text));
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? AnyValue.FromJson(json.RootElement) : text.DeepClone();
        }
        catch (JsonException)
        {
            return text.DeepClone();
        }
    }
}
