using System.Collections.Immutable;

namespace LlmTracing.Cli.Views;

/// <summary>The differences of two texts by words: the shortest way from one to the other, after E. W. Myers, "An O(ND) Difference
/// Algorithm" (1986).</summary>
internal static class TextDiff
{
    /// <summary>Texts with more differences have little in common; everything between their equal ends counts as one change.</summary>
    private const int MostEdits = 600;

    /// <summary>Pieces in order; adjacent pieces are of different kinds.</summary>
    public static ImmutableArray<Piece> Compute(string before, string after)
    {
        var start = EqualStart(before, after);
        var end = EqualEnd(before.AsSpan(start), after.AsSpan(start));
        var pieces = new PieceList();
        pieces.Add(PieceKind.Same, before[..start]);
        foreach (var (kind, text) in Between(Words(before[start..^end]), Words(after[start..^end])))
        {
            pieces.Add(kind, text);
        }

        pieces.Add(PieceKind.Same, before[^end..]);
        return pieces.ToImmutable();
    }

    /// <summary>Length of the words that both start with, in characters.</summary>
    private static int EqualStart(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var length = before.CommonPrefixLength(after);
        while (IsInWord(before, length) || IsInWord(after, length))
        {
            length--;
        }

        return length;
    }

    /// <summary>Length of the words that both end with, in characters.</summary>
    private static int EqualEnd(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var (length, most) = (0, Math.Min(before.Length, after.Length));
        while (length < most && before[^(length + 1)] == after[^(length + 1)])
        {
            length++;
        }

        while (IsInWord(before, before.Length - length) || IsInWord(after, after.Length - length))
        {
            length--;
        }

        return length;
    }

    private static bool IsInWord(ReadOnlySpan<char> text, int at) =>
        at > 0 && at < text.Length
        && (char.IsSurrogatePair(text[at - 1], text[at]) || (char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at])));

    private static IEnumerable<Piece> Between(string[] old, string[] now) =>
        old.Length > 0 && now.Length > 0 && Rounds(old, now) is { } rounds
            ? Back(old, now, rounds)
            : [new Piece(PieceKind.Removed, string.Concat(old)), new Piece(PieceKind.Added, string.Concat(now))];

    /// <summary>How far each diagonal reached before each round; null if there are too many rounds.</summary>
    private static List<Reach>? Rounds(string[] old, string[] now)
    {
        var rounds = new List<Reach>();
        var before = new Reach(1);
        before[1] = 0;
        for (var edits = 0; edits <= MostEdits; edits++)
        {
            rounds.Add(before);
            var after = new Reach(edits);
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = IsInsertion(before, diagonal, edits) ? before[diagonal + 1] : before[diagonal - 1] + 1;
                while (x < old.Length && x - diagonal < now.Length && old[x] == now[x - diagonal])
                {
                    x++;
                }

                after[diagonal] = x;
                if (x >= old.Length && x - diagonal >= now.Length)
                {
                    return rounds;
                }
            }

            before = after;
        }

        return null;
    }

    private static Stack<Piece> Back(string[] old, string[] now, List<Reach> rounds)
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

    private static bool IsInsertion(Reach reach, int diagonal, int edits) =>
        diagonal == -edits || (diagonal != edits && reach[diagonal - 1] < reach[diagonal + 1]);

    /// <summary>How many words of the old text each diagonal consumed, from <c>-most</c> to <c>most</c>.</summary>
    private readonly struct Reach(int most)
    {
        private readonly int[] words = new int[(2 * most) + 1];

        public int this[int diagonal]
        {
            get => words[diagonal + most];
            set => words[diagonal + most] = value;
        }
    }

    /// <summary>Runs of letters and digits, and every other character by itself.</summary>
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
