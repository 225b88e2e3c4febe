using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Manifests;

/// <summary>One file as text.</summary>
/// <param name="Name">As the user named it, with <c>/</c>; <c>stdin</c> for standard input.</param>
internal sealed record ManifestText(string Name, string Text);

/// <summary>One object of a file.</summary>
/// <param name="Path">Where it starts in the document: empty, or <c>items[2]</c> in a List.</param>
internal sealed record ManifestDocument(string File, JsonObject Root, FieldPositions Positions, string Path = "")
{
    /// <summary>Where a field of the object stands.</summary>
    public Location Locate(string field)
    {
        var separator = Path.Length > 0 && field.Length > 0 ? "." : "";
        var position = Positions.Find($"{Path}{separator}{field}");
        return new Location(File, position.Line, position.Column);
    }
}

/// <summary>A place in a file, counted from 1.</summary>
internal sealed record Location(string File, int Line, int Column);
