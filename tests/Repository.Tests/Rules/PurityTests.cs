using System.Xml.Linq;

namespace Repository.Tests.Rules;

/// <summary>The compiler has no clock, file, network, environment or randomness. The analyser decides; this holds the analyser in
/// place.</summary>
public sealed class PurityTests
{
    private const string Folder = "src/LlmTracing.Compiler/";

    [Fact]
    public void The_banned_symbols_are_given_to_the_analyser()
    {
        var project = XDocument.Parse(Repo.Read(Folder + "LlmTracing.Compiler.csproj"));
        project.Descendants("AdditionalFiles").Select(item => item.Attribute("Include")!.Value).ShouldContain("BannedSymbols.txt");
        project.Descendants("PackageReference").Select(item => item.Attribute("Include")!.Value)
            .ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    [Theory]
    [InlineData("T:System.IO.File")]
    [InlineData("T:System.Net.Http.HttpClient")]
    [InlineData("T:System.Environment")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("M:System.Guid.NewGuid")]
    public void What_would_make_it_impure_is_banned_with_a_reason(string symbol) =>
        File.ReadLines(Repo.PathOf(Folder + "BannedSymbols.txt"))
            .ShouldContain(line => line.StartsWith(symbol + ";", StringComparison.Ordinal) && line.Length > symbol.Length + 10);

    [Fact]
    public void Nothing_switches_the_ban_off() =>
        Repo.Files.Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".editorconfig")
            .Where(file => file != "tests/Repository.Tests/Rules/PurityTests.cs")
            .Where(file => Repo.Read(file).Contains("RS0030", StringComparison.Ordinal)).ShouldBeEmpty();
}
