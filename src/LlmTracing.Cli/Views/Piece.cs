namespace LlmTracing.Cli.Views;

/// <summary>What became of a part of a text.</summary>
internal enum PieceKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A part of a text, before or after.</summary>
internal readonly record struct Piece(PieceKind Kind, string Text);
