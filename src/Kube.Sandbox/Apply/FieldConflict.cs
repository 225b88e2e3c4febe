namespace Kube.Sandbox.Apply;

/// <summary>A field that another manager owns with another value.</summary>
internal sealed record FieldConflict(FieldManager Owner, string Path)
{
    /// <summary>The refusal of an apply that would change other managers' fields.</summary>
    public static ApiException Refusal(IReadOnlyList<FieldConflict> conflicts)
    {
        var causes = conflicts.Select(conflict => (JsonNode)new JsonObject
        {
            ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with {Show(conflict.Owner)}", ["field"] = conflict.Path,
        }).ToJsonArray();
        return ApiException.Of(409, "Conflict", Message(conflicts), new JsonObject { ["causes"] = causes });
    }

    private static string Message(IReadOnlyList<FieldConflict> conflicts)
    {
        if (conflicts is [var only])
        {
            return $"Apply failed with 1 conflict: conflict with {Show(only.Owner)}: {only.Path}";
        }

        var groups = conflicts.GroupBy(conflict => conflict.Owner).Select(group =>
            $"conflicts with {Show(group.Key)}:\n{string.Join('\n', group.Select(conflict => $"- {conflict.Path}"))}");
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', groups)}";
    }

    private static string Show(FieldManager owner)
    {
        var subresource = owner.Subresource.Length > 0 ? $" with subresource \"{owner.Subresource}\"" : "";
        return owner.Operation == "Apply" ? $"\"{owner.Name}\"{subresource}" : $"\"{owner.Name}\"{subresource} using {owner.ApiVersion}";
    }
}
