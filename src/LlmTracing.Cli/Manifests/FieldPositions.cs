namespace LlmTracing.Cli.Manifests;

/// <summary>A position in a file; both numbers start at 1.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>Positions of the fields in a document, by field path (<c>spec.backends[0].name</c>; empty for the root).</summary>
internal sealed class FieldPositions
{
    private readonly Dictionary<string, Position> places = new(StringComparer.Ordinal);

    public static string Member(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Item(string path, int index) => $"{path}[{index}]";

    public void Add(string path, Position position) => places.TryAdd(path, position);

    /// <summary>The position of the field, or of its nearest existing ancestor.</summary>
    public Position Find(string path)
    {
        while (!places.ContainsKey(path) && path.Length > 0)
        {
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return places.GetValueOrDefault(path, new Position(1, 1));
    }
}
