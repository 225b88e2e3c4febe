using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Repository.Tests.Rules;

/// <summary>Who uses a public type reads its contract, not its body.</summary>
public sealed class DocCommentTests
{
    [Fact]
    public void Every_public_type_has_a_doc_comment() => Repo.Sources("src").SelectMany(Undocumented).ShouldBeEmpty();

    /// <remarks>Enums of the API and cases of closed types are explained by the type around them or by their field.</remarks>
    private static IEnumerable<string> Undocumented(string file) =>
        from type in CSharpSyntaxTree.ParseText(Repo.Read(file)).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where type is TypeDeclarationSyntax or DelegateDeclarationSyntax && type.Parent is not TypeDeclarationSyntax
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && !HasDoc(type)
        select $"{file}: {type.ToString().Split('\n')[0].TrimEnd()}";

    private static bool HasDoc(SyntaxNode node) =>
        node.GetLeadingTrivia().Any(trivia => trivia.GetStructure() is DocumentationCommentTriviaSyntax);
}
