namespace LlmTracing.Compiler.Tests.Names;

public sealed class VocabularyPageTests
{
    private static readonly string Page = WorkingTree.PathOf("docs", "vocabulary.md");

    [Fact]
    public void The_page_shows_the_table()
    {
        if (WorkingTree.Update)
        {
            File.WriteAllText(Page, VocabularyPage.Render());
        }

        VocabularyPage.Render().ShouldBe(File.ReadAllText(Page), "docs/vocabulary.md: if the change is wanted, run the test with UPDATE_GOLDENS=1");
    }
}
