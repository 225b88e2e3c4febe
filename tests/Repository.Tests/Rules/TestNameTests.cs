using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Repository.Tests.Rules;

/// <summary>A test is named by the sentence that it holds true: <c>A_deleted_policy_leaves_nothing_behind</c>.</summary>
public sealed class TestNameTests
{
    private static readonly string[] Marks = ["Fact", "Theory"];

    [Fact]
    public void The_name_of_a_test_is_a_sentence_with_underscores() =>
        Repo.Sources("tests").SelectMany(NamesOf).Where(test => !IsSentence(test.Name)).ShouldBeEmpty();

    private static IEnumerable<(string File, string Name)> NamesOf(string file) =>
        from method in CSharpSyntaxTree.ParseText(Repo.Read(file)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(mark => Marks.Contains(mark.Name.ToString()))
        select (file, method.Identifier.Text);

    private static bool IsSentence(string name) =>
        name.Contains('_', StringComparison.Ordinal) && char.IsUpper(name[0]) && !name.Contains("__", StringComparison.Ordinal);
}
