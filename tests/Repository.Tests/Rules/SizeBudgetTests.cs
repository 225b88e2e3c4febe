using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Repository.Tests.Rules;

/// <summary>Small files with one idea each, small methods: median 80 and 90 % 250 lines, none above 400; 90 % 25 lines, none above
/// 60.</summary>
public sealed class SizeBudgetTests
{
    private static readonly IReadOnlyList<Sized> Files =
        [.. Repo.Sources("src", "tests").Select(file => new Sized(file, File.ReadLines(Repo.PathOf(file)).Count()))];

    private static readonly Lazy<IReadOnlyList<Sized>> Methods = new(() => [.. Repo.Sources("src", "tests").SelectMany(MethodsOf)]);

    [Fact]
    public void No_file_is_longer_than_400_lines() => Files.Where(file => file.Lines > 400).ShouldBeEmpty();

    [Fact]
    public void Half_of_the_files_have_at_most_80_lines() => Percentile(Files, 50).ShouldBeLessThanOrEqualTo(80);

    [Fact]
    public void Nine_of_ten_files_have_at_most_250_lines() => Percentile(Files, 90).ShouldBeLessThanOrEqualTo(250);

    [Fact]
    public void No_method_is_longer_than_60_lines() => Methods.Value.Where(method => method.Lines > 60).ShouldBeEmpty();

    [Fact]
    public void Nine_of_ten_methods_have_at_most_25_lines() => Percentile(Methods.Value, 90).ShouldBeLessThanOrEqualTo(25);

    private static int Percentile(IReadOnlyList<Sized> items, int percent) =>
        items.Select(item => item.Lines).Order().ElementAt((items.Count - 1) * percent / 100);

    private static IEnumerable<Sized> MethodsOf(string file) =>
        CSharpSyntaxTree.ParseText(Repo.Read(file)).GetRoot().DescendantNodes()
            .Where(
                node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax { Body: not null })
            .Select(node => new Sized($"{file}: {NameOf(node)}", LinesOf(node)));

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        BaseMethodDeclarationSyntax other => other.Kind().ToString(),
        _ => node.Parent?.Parent?.ToString().Split('\n')[0] ?? "",
    };

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private sealed record Sized(string Name, int Lines);
}
