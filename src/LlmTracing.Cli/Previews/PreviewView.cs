using LlmTracing.Cli.Views;
using LlmTracing.Compiler.Preview;
using Spectre.Console;

namespace LlmTracing.Cli.Previews;

/// <summary>Before and after side by side, with the reason of each change. Shows what was recorded.</summary>
/// <param name="all">Also what did not change, and values in full.</param>
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

    public void Write(Comparison comparison)
    {
        foreach (var item in comparison.Items)
        {
            WriteItem(item);
        }
    }

    private void WriteItem(ComparedItem item)
    {
        var fields = item.Gone ? [] : item.Fields.Where(field => all || field.IsChanged).ToList();
        if (fields.Count == 0 && !item.Gone)
        {
            return;
        }

        WriteText(new Styled(item.Before.Title, Bold));
        if (item.Gone)
        {
            WriteText(new Styled($"  dropped as a whole{(item.Drop is { } drop ? ChangeText.Cause(drop) : "")}", Red));
        }

        fields.ForEach(WriteField);
        console.WriteLine();
    }

    private void WriteField(ComparedField field)
    {
        var reason = string.Join(", ", field.Changes.Select(ChangeText.Reason));
        WriteText(new Styled($"  {field.Place}", Style.Plain), new Styled(reason.Length == 0 ? "" : $"  {reason}", Grey));
        var (before, after) = Sides(field);
        var most = all ? int.MaxValue : MostLines;
        var (left, right) = (Cell.Lines(before, width, most), Cell.Lines(after, width, most));
        for (var row = 0; row < Math.Max(left.Length, right.Length); row++)
        {
            WriteRow(row < left.Length ? left[row] : CellLine.Empty, row < right.Length ? right[row] : CellLine.Empty);
        }
    }

    private (IEnumerable<Styled> Before, IEnumerable<Styled> After) Sides(ComparedField field)
    {
        if (field.Before is not { } before || field.After is not { } after)
        {
            return ([new Styled(field.Before ?? "(nothing)", Red)], [new Styled(field.After ?? "(removed)", Green)]);
        }

        if (before == after)
        {
            return ([new Styled(before, Style.Plain)], [new Styled("(the same)", Grey)]);
        }

        var pieces = field.Changes.Any(change => change.Kind == ChangeKind.Hashed)
            ? [new Piece(PieceKind.Removed, before), new Piece(PieceKind.Added, after)]
            : TextDiff.Of(before, after);
        var shown = all ? pieces : [.. Excerpt.Of(pieces)];
        return (Side(shown, PieceKind.Removed, Red), Side(shown, PieceKind.Added, Green));
    }

    private static IEnumerable<Styled> Side(IEnumerable<Piece> pieces, PieceKind kind, Style style) =>
        from piece in pieces
        where piece.Kind == PieceKind.Same || piece.Kind == kind
        select new Styled(piece.Text, piece.Kind == kind ? style : Style.Plain);

    private void WriteRow(CellLine left, CellLine right)
    {
        var gap = new Styled(new string(' ', Math.Max(0, width - left.Width)), Style.Plain);
        console.WriteLine([new Styled(Indent, Style.Plain), .. left.Parts, gap, new Styled(right.Parts.IsEmpty ? Between.TrimEnd() : Between, Grey), .. right.Parts]);
    }

    private void WriteText(params IEnumerable<Styled> parts)
    {
        foreach (var line in Cell.Lines(parts, Math.Max(Narrowest, console.Profile.Width)))
        {
            console.WriteLine(line.Parts);
        }
    }
}
