using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmTracing.Cli.Views;
using LlmTracing.Compiler.Preview;
using Spectre.Console;

namespace LlmTracing.Cli.Previews;

/// <summary>Before and after side by side, with the reason for each change. Shows the recorded values.</summary>
/// <param name="all">Whether to also show what did not change, and values in full.</param>
internal sealed class PreviewView(IAnsiConsole console, bool all)
{
    private const int MostLines = 6;
    private const int Narrowest = 40;
    private const string Indent = "    ";
    private const string Between = " | ";

    private static readonly Style Bold = new(Color.Blue, decoration: Decoration.Bold);
    private static readonly Style Red = new(Color.Red);
    private static readonly Style Green = new(Color.Green);
    private static readonly Style Grey = new(Color.Grey);

    private readonly int width = (Math.Max(Narrowest, console.Profile.Width) - Indent.Length - Between.Length) / 2;

    /// <summary>Cached, because recordings repeat themselves.</summary>
    private readonly ConcurrentDictionary<Pair, ImmutableArray<IEnumerable<Styled>>> rows = new();
    private readonly ConcurrentDictionary<(string Place, string Reason), ImmutableArray<IEnumerable<Styled>>> headings = new();

    /// <returns>All changes.</returns>
    public ImmutableArray<Change> Write(ParallelQuery<Comparison> parts)
    {
        var shown = parts.Select(part => (Text: console.Rendered(Lines(part)), part.Changes)).ToList();
        shown.ForEach(part => console.Profile.Out.Writer.Write(part.Text));
        return [.. shown.SelectMany(part => part.Changes)];
    }

    private IEnumerable<IEnumerable<Styled>> Lines(Comparison part) => all || !part.Changes.IsEmpty ? part.Items.SelectMany(Item) : [];

    private IEnumerable<IEnumerable<Styled>> Item(ComparedItem item)
    {
        var fields = item.Gone ? [] : item.Fields.Where(field => all || field.IsChanged).ToList();
        if (fields.Count == 0 && !item.Gone)
        {
            return [];
        }

        return
        [
            .. Text(new Styled(item.Before.Title, Bold)),
            .. item.Gone ? Text(new Styled($"  dropped as a whole{(item.Drop is { } drop ? ChangeText.Cause(drop) : "")}", Red)) : [],
            .. fields.SelectMany(Field),
            [],
        ];
    }

    private IEnumerable<IEnumerable<Styled>> Field(ComparedField field)
    {
        var reason = string.Join(", ", field.Changes.Select(ChangeText.Reason));
        var sides = rows.GetOrAdd(new(field.Before, field.After, field.Changes.Any(change => change.Kind == ChangeKind.Hashed)), Rows);
        return headings.GetOrAdd((field.Place, reason), Heading).Concat(sides);
    }

    private ImmutableArray<IEnumerable<Styled>> Heading((string Place, string Reason) field) =>
        [.. Text(new Styled($"  {field.Place}", Style.Plain), new Styled(field.Reason.Length == 0 ? "" : $"  {field.Reason}", Grey))];

    private ImmutableArray<IEnumerable<Styled>> Rows(Pair pair)
    {
        var (before, after) = Sides(pair);
        var most = all ? int.MaxValue : MostLines;
        var (left, right) = (Cell.Lines(before, width, most), Cell.Lines(after, width, most));
        return
        [
            .. Enumerable.Range(0, Math.Max(left.Length, right.Length))
                .Select(row => Row(row < left.Length ? left[row] : CellLine.Empty, row < right.Length ? right[row] : CellLine.Empty)),
        ];
    }

    private (IEnumerable<Styled> Before, IEnumerable<Styled> After) Sides(Pair pair)
    {
        if (pair.Before is not { } before || pair.After is not { } after)
        {
            return ([new Styled(pair.Before ?? "(nothing)", Red)], [new Styled(pair.After ?? "(removed)", Green)]);
        }

        if (before == after)
        {
            return ([new Styled(before, Style.Plain)], [new Styled("(the same)", Grey)]);
        }

        var pieces = pair.Hashed
            ? [new Piece(PieceKind.Removed, before), new Piece(PieceKind.Added, after)]
            : TextDiff.Compute(before, after);
        var shown = all ? pieces : [.. Excerpt.Shorten(pieces)];
        return (Side(shown, PieceKind.Removed, Red), Side(shown, PieceKind.Added, Green));
    }

    private static IEnumerable<Styled> Side(IEnumerable<Piece> pieces, PieceKind kind, Style style) =>
        from piece in pieces
        where piece.Kind == PieceKind.Same || piece.Kind == kind
        select new Styled(piece.Text, piece.Kind == kind ? style : Style.Plain);

    private IEnumerable<Styled> Row(CellLine left, CellLine right)
    {
        var gap = new Styled(new string(' ', Math.Max(0, width - left.Width)), Style.Plain);
        return [
            new Styled(Indent, Style.Plain), .. left.Parts, gap, new Styled(right.Parts.IsEmpty ? Between.TrimEnd() : Between, Grey),
            .. right.Parts];
    }

    private IEnumerable<IEnumerable<Styled>> Text(params IEnumerable<Styled> parts) =>
        Cell.Lines(parts, Math.Max(Narrowest, console.Profile.Width)).Select(line => line.Parts.AsEnumerable());

    /// <summary>A value before and after; a digest is not compared with its source.</summary>
    private readonly record struct Pair(string? Before, string? After, bool Hashed);
}
