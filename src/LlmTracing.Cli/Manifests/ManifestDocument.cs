using System.Text.Json.Nodes;

namespace LlmTracing.Cli.Manifests;

/// <summary>One file as text.</summary>
/// <param name="Name">Path as the user gave it, with <c>/</c>; <c>stdin</c> for standard input.</param>
internal sealed record ManifestText(string Name, string Text);

/// <summary>One object in a file.</summary>
/// <param name="Path">Its path in the document: empty, or <c>items[2]</c> in a List.</param>
internal sealed record ManifestDocument(string File, JsonObject Root, FieldPositions Positions, string Path = "")
{
    /// <summary>The location of a field of the object.</summary>
    public Location Locate(string field)
    {
        var separator = Path.Length > 0 && field.Length > 0 ? "." : "";
        var position = Positions.Find($"{Path}{separator}{field}");
        return new Location(File, position.Line, position.Column);
    }
}

/// <summary>A location in a file; line and column start at 1.</summary>
internal sealed record Location(string File, int Line, int Column);
