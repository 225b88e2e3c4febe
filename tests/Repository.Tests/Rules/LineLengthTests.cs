using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Repository.Tests.Rules;

/// <summary>Lines of C# have at most 140 characters. Texts are data: a line may be longer where the limit falls into a string, or into
/// the brackets that close behind it.</summary>
public sealed class LineLengthTests
{
    private const int Limit = 140;

    /// <summary>Redaction as collector configuration, which a native engine is about to replace.</summary>
    private static readonly string[] NotYet =
    [
        "src/LlmTracing.Compiler/Collector/Redaction/", "src/LlmTracing.Compiler/Patterns/", "src/LlmTracing.Compiler/Preview/",
        "tests/LlmTracing.Compiler.Tests/Patterns/", "tests/LlmTracing.Compiler.Tests/Preview/",
        "tests/LlmTracing.Compiler.Tests/Collector/Attacks/",
    ];

    [Fact]
    public void No_line_is_longer_than_140_characters() =>
        Repo.Sources("src", "tests", "bench").Where(file => !NotYet.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(TooLong).ShouldBeEmpty();

    private static IEnumerable<string> TooLong(string file)
    {
        var text = SourceText.From(Repo.Read(file));
        var root = new Lazy<SyntaxNode>(() => CSharpSyntaxTree.ParseText(text).GetRoot());
        return text.Lines
            .Where(line => line.Span.Length > Limit && !IsText(root.Value, line.Start + Math.Min(Limit, Content(line.ToString()) - 1)))
            .Select(line => $"{file}({line.LineNumber + 1}): {line.Span.Length} characters");
    }

    private static int Content(string line) => line.TrimEnd(')', ']', '}', ';', ',').Length;

    private static bool IsText(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        return token.Span.Contains(position) && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken
            or SyntaxKind.Utf8MultiLineRawStringLiteralToken;
    }
}
