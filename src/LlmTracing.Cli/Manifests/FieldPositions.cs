namespace LlmTracing.Cli.Manifests;

/// <summary>A place in a file; both count from 1.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>Where the fields of one document stand, by field path (<c>spec.backends[0].name</c>; the root is empty).</summary>
internal sealed class FieldPositions
{
    private readonly Dictionary<string, Position> places = new(StringComparer.Ordinal);

    public static string Member(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Item(string path, int index) => $"{path}[{index}]";

    public void Add(string path, Position position) => places.TryAdd(path, position);

    /// <summary>The place of the field, or of its nearest ancestor that exists.</summary>
    public Position Find(string path)
    {
        while (!places.ContainsKey(path) && path.Length > 0)
        {
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return places.GetValueOrDefault(path, new Position(1, 1));
    }
}
