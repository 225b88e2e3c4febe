using LlmTracing.Cli.Views;

namespace LlmTracing.Cli.Previews;

/// <summary>Shortens long equal parts to the text next to the differences.</summary>
internal static class Excerpt
{
    private const int Context = 32;
    private const int LongestWord = 16;
    private const string Cut = " … ";

    public static IEnumerable<Piece> Shorten(IReadOnlyList<Piece> pieces) =>
        pieces.Select((piece, index) => piece.Kind == PieceKind.Same
            ? piece with { Text = Shorter(piece.Text, index == 0, index == pieces.Count - 1) }
            : piece);

    private static string Shorter(string text, bool first, bool last)
    {
        var left = first ? 0 : Context;
        var right = last ? text.Length : text.Length - Context;
        if (right - left <= Cut.Length)
        {
            return text;
        }

        var start = text.LastIndexOf(' ', left, Math.Min(left + 1, LongestWord)) is >= 0 and var before ? before : Whole(text, left);
        var end = right < text.Length && text.IndexOf(' ', right, Math.Min(text.Length - right, LongestWord)) is >= 0 and var after
            ? after + 1
            : Whole(text, right);
        return $"{text[..start]}{(first ? Cut.TrimStart() : Cut)}{(last ? "" : text[end..])}";
    }

    /// <summary>Avoids a position between the two halves of a character.</summary>
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
