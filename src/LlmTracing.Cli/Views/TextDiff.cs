using System.Collections.Immutable;

namespace LlmTracing.Cli.Views;

/// <summary>The differences of two texts by words: the shortest way from one to the other, after E. W. Myers, "An O(ND) Difference Algorithm" (1986).</summary>
internal static class TextDiff
{
    /// <summary>Texts with more differences have little in common: what lies between their equal ends shows as a whole.</summary>
    private const int MostEdits = 600;

    /// <summary>Pieces in order; no two of a kind follow each other.</summary>
    public static ImmutableArray<Piece> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var most = Math.Min(old.Length, now.Length);
        var start = 0;
        while (start < most && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < most - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        var pieces = new PieceList();
        pieces.Add(PieceKind.Same, string.Concat(old[..start]));
        foreach (var (kind, text) in Between(old[start..^end], now[start..^end]))
        {
            pieces.Add(kind, text);
        }

        pieces.Add(PieceKind.Same, string.Concat(old[^end..]));
        return pieces.ToImmutable();
    }

    private static IEnumerable<Piece> Between(string[] old, string[] now) =>
        old.Length > 0 && now.Length > 0 && Rounds(old, now) is { } rounds
            ? Back(old, now, rounds)
            : [new Piece(PieceKind.Removed, string.Concat(old)), new Piece(PieceKind.Added, string.Concat(now))];

    /// <summary>How far each diagonal reached before each round; null when there are too many rounds.</summary>
    private static List<Dictionary<int, int>>? Rounds(string[] old, string[] now)
    {
        var reach = new Dictionary<int, int> { [1] = 0 };
        var rounds = new List<Dictionary<int, int>>();
        for (var edits = 0; edits <= MostEdits; edits++)
        {
            rounds.Add(new Dictionary<int, int>(reach));
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = IsInsertion(reach, diagonal, edits) ? reach[diagonal + 1] : reach[diagonal - 1] + 1;
                while (x < old.Length && x - diagonal < now.Length && old[x] == now[x - diagonal])
                {
                    x++;
                }

                reach[diagonal] = x;
                if (x >= old.Length && x - diagonal >= now.Length)
                {
                    return rounds;
                }
            }
        }

        return null;
    }

    private static Stack<Piece> Back(string[] old, string[] now, List<Dictionary<int, int>> rounds)
    {
        var pieces = new Stack<Piece>();
        var (x, y) = (old.Length, now.Length);
        for (var edits = rounds.Count - 1; edits >= 0; edits--)
        {
            var insertion = IsInsertion(rounds[edits], x - y, edits);
            var diagonal = insertion ? x - y + 1 : x - y - 1;
            var fromX = rounds[edits][diagonal];
            var fromY = fromX - diagonal;
            for (; x > fromX && y > fromY; x--, y--)
            {
                pieces.Push(new Piece(PieceKind.Same, old[x - 1]));
            }

            if (edits > 0)
            {
                pieces.Push(insertion ? new Piece(PieceKind.Added, now[fromY]) : new Piece(PieceKind.Removed, old[fromX]));
                (x, y) = (fromX, fromY);
            }
        }

        return pieces;
    }

    private static bool IsInsertion(Dictionary<int, int> reach, int diagonal, int edits) =>
        diagonal == -edits || (diagonal != edits && reach[diagonal - 1] < reach[diagonal + 1]);

    /// <summary>Runs of letters and digits, and each other character by itself.</summary>
    private static string[] Words(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + (start + 1 < text.Length && char.IsSurrogatePair(text, start) ? 2 : 1);
            while (char.IsLetterOrDigit(text[start]) && end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            words.Add(text[start..end]);
            start = end;
        }

        return [.. words];
    }
}
