namespace LlmTracing.Cli.Manifests;

/// <summary>Suggests the known word that was probably meant.</summary>
internal static class Suggestions
{
    /// <summary>The nearest word within an edit distance of a third of its length, ignoring case; null if there is none.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> known)
    {
        if (wrong.Length > 64)
        {
            return null;
        }

        var best = known
            .Select(word => (Word: word, Distance: Distance(wrong.ToLowerInvariant(), word.ToLowerInvariant())))
            .OrderBy(one => one.Distance)
            .ThenBy(one => one.Word, StringComparer.Ordinal)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));
        return best.Distance <= Math.Max(1, best.Word.Length / 3) ? best.Word : null;
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
