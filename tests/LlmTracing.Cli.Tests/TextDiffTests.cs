using FsCheck;
using FsCheck.Fluent;
using LlmTracing.Cli.Views;

namespace LlmTracing.Cli.Tests;

/// <summary>The pieces of a difference are the two texts, and no more is different than must be.</summary>
public sealed class TextDiffTests
{
    private static readonly Gen<string> Texts =
        Gen.Elements("a", "b", "word", " ", ".", "****", "é", "😀", "\ud83d").ListOf().Select(words => string.Concat(words));

    [Fact]
    public void The_pieces_make_up_both_texts() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts.Zip(Texts).ToArbitrary(), texts =>
        {
            var pieces = TextDiff.Compute(texts.Item1, texts.Item2);
            return Text(pieces, PieceKind.Removed) == texts.Item1
                && Text(pieces, PieceKind.Added) == texts.Item2
                && pieces.Zip(pieces.Skip(1)).All(pair => pair.First.Kind != pair.Second.Kind);
        }));

    [Theory]
    [InlineData("write to a@example.com now", "write to **** now", "write to |-a@example.com|+****| now")]
    [InlineData("x 1 y 2 z", "x y 2 w z", "x |-1 |y 2|+ w| z")]
    [InlineData("", "new", "+new")]
    [InlineData("same", "same", "same")]
    public void Masks_stand_out(string before, string after, string expected) =>
        string.Join('|', TextDiff.Compute(before, after).Select(piece => piece.Kind switch
        {
            PieceKind.Same => piece.Text,
            PieceKind.Removed => $"-{piece.Text}",
            _ => $"+{piece.Text}",
        })).ShouldBe(expected);

    [Fact]
    public void Texts_with_little_in_common_show_as_a_whole()
    {
        var before = string.Join(' ', Enumerable.Range(0, 1000));
        var after = string.Join(' ', Enumerable.Range(2000, 1000));
        TextDiff.Compute(before, after).ShouldBe([new Piece(PieceKind.Removed, before), new Piece(PieceKind.Added, after)]);
    }

    private static string Text(IEnumerable<Piece> pieces, PieceKind kind) =>
        string.Concat(pieces.Where(piece => piece.Kind == PieceKind.Same || piece.Kind == kind).Select(piece => piece.Text));
}
