namespace LlmTracing.Cli.Views;

/// <summary>What happened to a part of a text.</summary>
internal enum PieceKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A part of a text, from before or after.</summary>
internal readonly record struct Piece(PieceKind Kind, string Text);
