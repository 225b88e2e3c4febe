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
        var redacted = Conversation.Redact(this, attributes, indexed: false);
        Restore(log, "eventName", name);
        Restore(log, "severityText", severity);
        Write(log, redacted);
        End(log.Text("eventName"));
    }

    private void Body(JsonObject log, List<Field> attributes)
    {
        if (log["body"] is not JsonObject body || !AnyValue.IsPresent(body))
        {
            return;
        }

        var structured = AnyValue.IsStructured(body) && AnyValue.HasJson(body);
        var staged = structured ? AnyValue.Of(GoJson.Text(body, ottl: true))
            : AnyValue.Kind(body) == AnyValue.Bytes || AnyValue.IsStructured(body) || !AnyValue.HasJson(body) ? Replaced()
            : body;
        var field = new Field(BodyKey(log, attributes, staged), "log.body", (JsonObject)staged.DeepClone());
        Redact(field);
        var restored = field.Value ?? AnyValue.Of("");

        log["body"] = structured ? Parsed(restored) : restored.DeepClone();
    }

    private JsonObject Replaced()
    {
        Report("log.body", ChangeKind.Replaced);
        return AnyValue.Of(Shapes.Dropped);
    }

    /// <summary>Under which key the body is judged; the attribute names the event only where the record itself does not.</summary>
    private string BodyKey(JsonObject log, List<Field> attributes, JsonObject body)
    {
        var name = log.Text("eventName") is { Length: > 0 } own
            ? own
            : attributes.Find(field => field.Key == "event.name" && AnyValue.Kind(field.Value!) == AnyValue.String)?.Text;
        var family = Vocabulary.Events.FirstOrDefault(family => family.Name == name);
        return family is null ? Staging.AnyBody
            : Staging.Body(Judged(family, AnyValue.Kind(body) == AnyValue.String ? [body] : []));
    }

    /// <summary>What is no JSON any more stays text.</summary>
    private static JsonObject Parsed(JsonObject text) =>
        AnyValue.Parse(AnyValue.AsText(text)) is { } value && AnyValue.IsStructured(value) ? value : (JsonObject)text.DeepClone();
}
