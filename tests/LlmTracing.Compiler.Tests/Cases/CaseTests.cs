using Kube.Testing;

namespace LlmTracing.Compiler.Tests.Cases;

/// <summary>
/// One folder per case: <c>input.yaml</c> and what the compiler makes of it. <c>UPDATE_GOLDENS=1</c> writes the outputs anew.
/// </summary>
public sealed class CaseTests
{
    private const string Input = "input.yaml";

    private static readonly string Root = WorkingTree.PathOf("tests", "LlmTracing.Compiler.Tests", "Cases");

    public static TheoryData<string> Names =>
        [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_compiler_makes_what_is_expected(string name)
    {
        var folder = Path.Combine(Root, name);
        var outputs = CaseOutput.Of(CaseInput.Read(Path.Combine(folder, Input)));
        if (WorkingTree.Update)
        {
            foreach (var (file, content) in outputs)
            {
                File.WriteAllText(Path.Combine(folder, file), content);
            }
        }

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(outputs.Keys.Append(Input), ignoreOrder: true);
        foreach (var (file, content) in outputs)
        {
            content.ShouldBe(File.ReadAllText(Path.Combine(folder, file)), $"{name}/{file}: if the change is wanted, run the test "
                + "with UPDATE_GOLDENS=1");
        }
    }
}
