using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Repository.Tests.Rules;

/// <summary>Lines of C# have at most 140 characters. Texts are data: a line may be longer where the limit falls into a string, or into
/// the brackets that close behind it.</summary>
public sealed class LineLengthTests
{
    private const int Limit = 140;

    /// <summary>Being rewritten or about to go; each leaves this list with its rewrite.</summary>
    private static readonly string[] NotYet =
    [
        "src/Kube.Sandbox/", "tests/Kube.Sandbox.Tests/", "src/LlmTracing.Operator/", "src/Kube.Runtime/Hosting/", "tests/Kube.Runtime.Tests/",
        "src/Kube.Runtime/Admission/AdmissionEndpoint.cs", "src/Kube.Runtime/Control/ControllerBuilder.cs",
        "src/Kube.Runtime/Control/IReconciler.cs", "src/LlmTracing.Cli/Embedded/EmbeddedCluster.cs",
        "src/LlmTracing.Cli/Manifests/ApiSchemas.cs", "src/LlmTracing.Cli/Manifests/SchemaFindings.cs",
        "tests/LlmTracing.Operator.Tests/OperatorOptionsTests.cs", "tests/LlmTracing.Operator.Tests/ProcessTests.cs",
        "tests/LlmTracing.Operator.Tests/Suite/Observing.cs", "tests/LlmTracing.Operator.Tests/Support/Cluster.cs",
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
