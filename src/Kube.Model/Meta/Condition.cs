using System.Text.Json.Serialization;

namespace Kube.Model;

/// <summary>
/// <c>metav1.Condition</c>. <see cref="Reason"/> is CamelCase; <see cref="Message"/> says what to do. Both are empty where a
/// built-in kind's controller gives none.
/// </summary>
public sealed record Condition
{
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    public string Reason { get => field ?? ""; init; } = "";

    public string Message { get => field ?? ""; init; } = "";

    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> last changed; set by the writer, not by who decides.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    [JsonIgnore]
    public bool IsTrue => Status == "True";
}
