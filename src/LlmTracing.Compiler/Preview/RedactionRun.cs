using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Preview;

/// <summary>One request on its way: walks it, changes it in place and notes what it did.</summary>
internal sealed partial class RedactionRun(Redactor redactor)
{
    private static readonly KeyPattern SchemaUrl = KeyPattern.Anywhere(Shapes.SchemaUrl);

    private (string SpanId, string Name, int First) subject = ("", "", 0);

    internal Redactor Redactor { get; } = redactor;

    internal List<Change> Changes { get; } = [];

    internal void Report(string place, ChangeKind kind, IEnumerable<string>? detectors = null) =>
        Changes.Add(new Change(subject.SpanId, subject.Name, place, kind, detectors?.ToImmutableArray() ?? []));

    internal void Redact(Field field) => FieldRedaction.Redact(this, field);

    /// <summary>What follows is about this span or record.</summary>
    private void Begin(string spanId) => subject = (spanId, "", Changes.Count);

    /// <summary>Its name is known to be clean only now.</summary>
    private void End(string name)
    {
        for (var index = subject.First; index < Changes.Count; index++)
        {
            Changes[index] = Changes[index] with { Name = name };
        }

        subject = ("", "", Changes.Count);
    }

    private void Resource(JsonObject holder)
    {
        Schema(holder, "resource");
        if (holder["resource"] is JsonObject resource)
        {
            var attributes = Attributes(resource, "resource");
            attributes.ForEach(Redact);
            Write(resource, attributes);
        }
    }

    private void Scope(JsonObject holder)
    {
        Schema(holder, "scope");
        if (holder["scope"] is not JsonObject scope)
        {
            return;
        }

        var attributes = Attributes(scope, "scope");
        var name = Name(scope, "name", "scope.name", Staging.Name, NameShapes.Scope);
        var version = Name(scope, "version", "scope.version", Staging.Version, NameShapes.Version);
        attributes.ForEach(Redact);
        Restore(scope, "name", name);
        Restore(scope, "version", version);
        Write(scope, attributes);
    }

    private void Schema(JsonObject holder, string context)
    {
        if (!SchemaUrl.Matches(holder.Text("schemaUrl")))
        {
            holder.Remove("schemaUrl");
            Report($"{context}.schema_url", ChangeKind.Dropped);
        }
    }

    /// <summary>The attributes that may stay as far as their keys alone say, of repeated ones the last; the others are reported. None where one can't be read.</summary>
    private List<Field> Attributes(JsonObject owner, string context)
    {
        var fields = new List<Field>();
        var sent = Unique(owner);
        if (!sent.TrueForAll(one => one.Pair["value"] is not JsonObject value || AnyValue.HasJson(value)))
        {
            Report($"{context}.attributes", ChangeKind.Dropped);
            return fields;
        }

        foreach (var (key, pair) in sent)
        {
            var decision = Redactor.Keys.Of(key);
            var place = $"{context}.attributes[{(decision.Suspicious ? "*" : $"\"{key}\"")}]";
            if (decision.Suspicious || decision.Removed)
            {
                Report(place, ChangeKind.Dropped);
            }
            else
            {
                fields.Add(new Field(key, place, Detached(pair)));
            }
        }

        return fields;
    }

    /// <summary>The value, free to stand elsewhere.</summary>
    private static JsonObject Detached(JsonObject pair) => pair.Remove("value", out var value) && value is JsonObject typed ? typed : [];

    private static List<(string Key, JsonObject Pair)> Unique(JsonObject owner) =>
    [
        .. owner.Items("attributes").Select(pair => (Key: pair.Text("key"), Pair: pair)).Reverse().DistinctBy(one => one.Key, StringComparer.Ordinal).Reverse()
            .Where(one => !one.Key.StartsWith(Staging.Prefix, StringComparison.Ordinal)),
    ];

    private static void Write(JsonObject owner, IEnumerable<Field> fields)
    {
        var left = fields.Where(field => field.Value is not null).ToList();
        var lengths = left.Where(field => field.HashedLength is not null)
            .ToDictionary(field => HashedLength.Key(field.Key), field => AnyValue.Of(field.HashedLength!.Value), StringComparer.Ordinal);
        var pairs = new JsonArray(
        [
            .. left.Where(field => !lengths.ContainsKey(field.Key)).Select(field => AnyValue.Pair(field.Key, field.Value!)),
            .. lengths.Select(length => AnyValue.Pair(length.Key, length.Value)),
        ]);
        owner.Remove("attributes");
        if (pairs.Count > 0)
        {
            owner["attributes"] = pairs;
        }
    }

    /// <summary>A name as a field: replaced in a closed plan when it does not look like one, then scanned.</summary>
    private Field Name(JsonObject owner, string member, string place, string key, NameShape shape)
    {
        var text = owner.Text(member);
        if (Redactor.Plan.Closed && !shape.Pattern.Matches(text))
        {
            text = shape.Replacement;
            Report(place, ChangeKind.Replaced);
        }

        var field = new Field(key, place, AnyValue.Of(text));
        Redact(field);
        return field;
    }

    private static void Restore(JsonObject owner, string member, Field field) => owner.SetText(member, field.Text);
}
