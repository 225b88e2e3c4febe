using System.Text.Json.Nodes;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>Reads the fields of one document and records each mistake with its location.</summary>
internal sealed class CaseFields(ManifestDocument document, ICollection<Reported> findings)
{
    public void Known(JsonObject map, string path, params string[] known)
    {
        foreach (var name in map.Select(member => member.Key).Where(name => !known.Contains(name)))
        {
            var hint = Suggestions.Nearest(name, known) is { } meant
                ? $"Did you mean '{meant}'?"
                : $"Known fields: {string.Join(", ", known)}.";
            Add(FieldPositions.Member(path, name), "UnknownField", $"There is no field '{Shown.Short(name)}' here.", hint);
        }
    }

    /// <summary>Null if it is missing or invalid.</summary>
    public string? Text(JsonObject map, string path, string name)
    {
        if (!map.TryGetPropertyValue(name, out var value))
        {
            return null;
        }

        if (value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && text.Length > 0)
        {
            return text;
        }

        Add(FieldPositions.Member(path, name), "FieldValueTypeInvalid", "The value must be non-empty text.", "Put it in quotes.");
        return null;
    }

    public string? RequiredText(JsonObject map, string name, string meaning)
    {
        if (!map.ContainsKey(name))
        {
            Add(name, "FieldValueRequired", "The field is missing.", $"Add it: {meaning}");
        }

        return Text(map, "", name);
    }

    public bool? Flag(JsonObject map, string path, string name)
    {
        if (!map.TryGetPropertyValue(name, out var value))
        {
            return null;
        }

        if (value is JsonValue scalar && scalar.TryGetValue<bool>(out var flag))
        {
            return flag;
        }

        Add(FieldPositions.Member(path, name), "FieldValueTypeInvalid", "The value must be true or false.", "Write it without quotes.");
        return null;
    }

    public void Add(string path, string reason, string message, string hint, Severity severity = Severity.Error) =>
        findings.Add(new Reported(new Finding("", default, path, reason, message, hint, severity), document.Locate(path)));
}
