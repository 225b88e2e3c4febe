using Kube.Testing;
using LlmTracing.Compiler.Plan.Detection;
using LlmTracing.Compiler.Tests.Normalization;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>Pages that are generated from the tables show the tables.</summary>
public sealed class PageTests
{
    [Fact]
    public void The_vocabulary() => Compare("vocabulary.md", VocabularyPage.Render());

    [Fact]
    public void The_detectors() => Compare("detectors.md", DetectorPage.Render());

    [Fact]
    public void The_normalized_names() => Compare("normalization.md", NormalizationPage.Render());

    /// <remarks>The schema lists them for editors and the API server.</remarks>
    [Fact]
    public void The_schema_names_every_detector()
    {
        var schema = File.ReadAllText(WorkingTree.PathOf("crds", "llmtracing.dev_llmtracingpolicies.yaml"));
        var listed = schema.Split('\n').Where(line => line.Contains("enum: [private-key", StringComparison.Ordinal)).ToList();

        listed.Count.ShouldBe(2);
        listed.ShouldAllBe(line => line.Trim() == $"enum: [{string.Join(", ", Detectors.Names)}]");
    }

    private static void Compare(string name, string page)
    {
        var path = WorkingTree.PathOf("docs", name);
        if (WorkingTree.Update)
        {
            File.WriteAllText(path, page);
        }

        page.ShouldBe(File.ReadAllText(path), $"docs/{name}: if the change is wanted, run the test with UPDATE_GOLDENS=1");
    }
}
