using System.Collections.Immutable;
using System.Text;

namespace LlmTracing.Cli.Views;

/// <summary>Joins pieces; between two equal ones, what was removed comes before what was added.</summary>
internal sealed class PieceList
{
    private readonly ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>();
    private readonly Dictionary<PieceKind, StringBuilder> open = Enum.GetValues<PieceKind>().ToDictionary(kind => kind, _ => new StringBuilder());

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

        open[kind].Append(text);
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
        if (open[kind].Length > 0)
        {
            pieces.Add(new Piece(kind, open[kind].ToString()));
            open[kind].Clear();
        }
    }
}
