namespace LlmTracing.Cli.Manifests;

/// <summary>User text shortened for a message: one line, not too long.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Short(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(character => char.IsControl(character) ? ' ' : character));
        return text.Length > Longest ? $"{line}…" : line;
    }
}
