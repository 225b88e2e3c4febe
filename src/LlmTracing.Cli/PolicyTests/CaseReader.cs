using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Model;
using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>Turns texts into cases, and collects all mistakes. Expectations with mistakes are skipped.</summary>
internal sealed class CaseReader(ManifestDocument document, ICollection<Reported> findings)
{
    private static readonly string[] Checks = ["absent", "present", "equal", "exists"];

    private readonly CaseFields fields = new(document, findings);

    /// <summary>The cases in one file, one per document.</summary>
    public static ImmutableArray<PolicyCase> Read(ManifestText file, ICollection<Reported> findings)
    {
        var (documents, faults) = YamlReader.Read(file);
        foreach (var fault in faults)
        {
            var (message, hint) = fault.Reason == "NotAnObject"
                ? ("The document is not a test case.", "Start it with policy, trace and expect.")
                : (fault.Message, fault.Hint);
            findings.Add(new Reported(new Finding("", default, fault.Path, fault.Reason, message, hint), new Location(
                file.Name, fault.At.Line, fault.At.Column)));
        }

        if (documents.IsEmpty && faults.IsEmpty)
        {
            findings.Add(new Reported(
                new Finding("", default, "", "NoCase", "The file contains no test case.", "Add one with policy, trace and expect."),
                new Location(file.Name, 1, 1)));
        }

        return [.. documents.Select(document => new CaseReader(document, findings).Case()).OfType<PolicyCase>()];
    }

    private PolicyCase? Case()
    {
        var root = document.Root;
        fields.Known(root, "", "policy", "trace", "expect");
        var policy = Policy(fields.RequiredText(root, "policy", "NAMESPACE/POLICY such as shop/checkout-assistant."));
        var trace = fields.RequiredText(root, "trace", "the path of a recorded trace, relative to this file.");
        if (root["expect"] is not JsonArray { Count: > 0 } list)
        {
            fields.Add(
                "expect",
                "FieldValueRequired",
                "The list of expectations is missing or empty.",
                "Add one, such as - absent: jonas@example.com");
            list = [];
        }

        ImmutableArray<Expectation> expectations =
            [.. list.Select((item, index) => Expectation(item, FieldPositions.Item("expect", index))).OfType<Expectation>()];
        var folder = Path.GetDirectoryName(document.File) is { Length: > 0 } given ? given : ".";
        return policy is { } key && trace is not null
            ? new PolicyCase(document, key, Path.Combine(folder, trace).Replace('\\', '/'), expectations)
            : null;
    }

    private ObjectKey? Policy(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var key = PolicyKey.Parse(text);
        if (key is null)
        {
            fields.Add(
                "policy",
                "FieldValueInvalid",
                "This is not the name of a policy.",
                "Use NAMESPACE/POLICY, such as shop/checkout-assistant.");
        }

        return key;
    }

    private Expectation? Expectation(JsonNode? item, string path)
    {
        if (item is not JsonObject map)
        {
            fields.Add(path, "FieldValueTypeInvalid", "An expectation must be a map.", "Write, for example, - absent: jonas@example.com");
            return null;
        }

        var mistakes = findings.Count;
        fields.Known(map, path, ["name", "span", "event", "log", "attribute", .. Checks]);
        var name = fields.Text(map, path, "name");
        var where = new Scope(fields.Text(map, path, "span"), fields.Text(map, path, "event"), fields.Text(map, path, "log"), fields.Text(
            map, path, "attribute"));
        var check = Check(map, path);
        Fit(where, check, path);
        return check is null || findings.Count > mistakes
            ? null
            : new Expectation(name ?? (where.IsEverything ? $"{check}" : $"{where}: {check}"), where, check, document.Locate(path));
    }

    private Check? Check(JsonObject map, string path)
    {
        var given = Checks.Where(map.ContainsKey).ToList();
        if (given.Count != 1)
        {
            var found = given.Count == 0 ? "none" : string.Join(" and ", given);
            fields.Add(
                path,
                "FieldValueRequired",
                $"An expectation has exactly one of {string.Join(", ", Checks)}; this one has {found}.",
                "Write one expectation for each.");
            return null;
        }

        return given[0] switch
        {
            "absent" => fields.Text(map, path, "absent") is { } text ? new Check.Absent(text) : null,
            "present" => fields.Text(map, path, "present") is { } text ? new Check.Present(text) : null,
            "exists" => fields.Flag(map, path, "exists") is { } expected ? new Check.Exists(expected) : null,
            _ => Equal(map["equal"], path),
        };
    }

    private Check.Equal? Equal(JsonNode? value, string path)
    {
        if (value is null)
        {
            fields.Add($"{path}.equal", "FieldValueRequired", "There is no value to compare with.", "Add one; '' is the empty text.");
            return null;
        }

        return new Check.Equal(value.DeepClone());
    }

    private void Fit(Scope where, Check? check, string path)
    {
        if (where.Log is not null && (where.Span ?? where.Event) is not null)
        {
            fields.Add(
                $"{path}.log",
                "FieldValueInvalid",
                "A log record is neither in a span nor a span event.",
                "Remove either log, or span and event.");
        }

        if (check is Check.Equal && where.Attribute is null)
        {
            fields.Add($"{path}.equal", "FieldValueInvalid", "An expectation with equal needs an attribute.", "Add attribute.");
        }

        if (check is Check.Exists && where.IsEverything)
        {
            fields.Add(
                $"{path}.exists",
                "FieldValueInvalid",
                "An expectation with exists needs something to look for.",
                "Add span, event, log or attribute.");
        }
    }
}
