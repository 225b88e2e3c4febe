using System.Text.Json.Nodes;
using Kube.Sandbox.Apply;
using Kube.Schema.Json;

namespace Kube.Sandbox.Api;

/// <summary>The refusal of an apply that would change other managers' fields.</summary>
internal static class ApplyConflict
{
    public static ApiException Of(IReadOnlyList<FieldConflict> conflicts)
    {
        var causes = conflicts.Select(conflict => (JsonNode)new JsonObject
        {
            ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with {Show(conflict.Owner)}", ["field"] = conflict.Path,
        }).ToJsonArray();
        return ApiException.Of(409, "Conflict", Message(conflicts), new JsonObject { ["causes"] = causes });
    }

    private static string Message(IReadOnlyList<FieldConflict> conflicts)
    {
        var noun = conflicts.Count == 1 ? "conflict" : "conflicts";
        var head = $"Apply failed with {conflicts.Count} {noun}: ";
        if (conflicts.Count == 1)
        {
            return $"{head}conflict with {Show(conflicts[0].Owner)}: {conflicts[0].Path}";
        }

        var groups = conflicts.GroupBy(conflict => conflict.Owner).Select(group =>
            $"conflicts with {Show(group.Key)}:\n{string.Join('\n', group.Select(conflict => $"- {conflict.Path}"))}");
        return head + string.Join('\n', groups);
    }

    private static string Show(FieldManager owner)
    {
        var subresource = owner.Subresource.Length > 0 ? $" with subresource \"{owner.Subresource}\"" : "";
        return owner.Operation == "Apply" ? $"\"{owner.Name}\"{subresource}" : $"\"{owner.Name}\"{subresource} using {owner.ApiVersion}";
    }
}
