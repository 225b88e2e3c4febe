using System.Collections.Immutable;
using System.Text;

namespace LlmTracing.Cli.Views;

/// <summary>Joins pieces; between unchanged ones, removed text comes before added text.</summary>
internal sealed class PieceList
{
    private readonly ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>();
    private readonly StringBuilder[] open = [new(), new(), new()];

    public void Add(PieceKind kind, string text)
    {
        if (kind == PieceKind.Same)
        {
            Close(PieceKind.Removed);
            Close(PieceKind.Added);
        }
        else
        {
            Close(PieceKind.Same);
        }

        open[(int)kind].Append(text);
    }

    public ImmutableArray<Piece> ToImmutable()
    {
        Close(PieceKind.Same);
        Close(PieceKind.Removed);
        Close(PieceKind.Added);
        return pieces.ToImmutable();
    }

    private void Close(PieceKind kind)
    {
        if (open[(int)kind].Length > 0)
        {
            pieces.Add(new Piece(kind, open[(int)kind].ToString()));
            open[(int)kind].Clear();
        }
    }
}
