using System.Text;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Tests.Normalization;

/// <summary>The names as a page: each of the conventions, what becomes it, and from which library.</summary>
internal static class NormalizationPage
{
    internal static string Render()
    {
        var page = new StringBuilder("""
            # One set of names

            Libraries have their own names for the same thing: `llm.model_name`, `ai.model.id` and `langfuse.observation.model.name` are all the model that was asked.
            With

            ```yaml
            spec:
              normalization:
                semanticConventions: "1.44"   # the only version there is
                originals: Keep               # or Drop
            ```

            the collectors copy them to the names of the OpenTelemetry GenAI conventions, so that one dashboard and one cost rule do for all. Without it
            attributes keep their names. The tables are generated from the one that the collectors and the preview run; a test keeps them equal.

            - **A name that is there stays**: a copy is made only where the span does not have the attribute. Of several sources the first in the table
              whose value fits wins.
            - **Before redaction**: copies are judged as if the application had sent them. `identity` applies to users and conversations, `attributes.deny` to
              source and copy: what is denied is not copied.
            - **`originals: Drop`** removes a source where the span has its counterpart in the end, also one that came from the application. A backend that reads
              its own names, as Phoenix reads `openinference.span.kind` and Langfuse `session.id`, then misses them: that is for backends that read the conventions.
            - **Spans only.** Resources, scopes, span events and log records keep their names.

            What is not copied: token counts inside JSON (`langfuse.observation.usage_details`, `mlflow.chat.tokenUsage`, `langsmith.usage_metadata`), because those of
            Langfuse don't count cached tokens as input, as the conventions do; sums of tokens and cost, for which the conventions have no name; names that
            mean an agent or a tool only beside another attribute (`traceloop.entity.name`); messages.


            """);
        Names(page);
        foreach (var name in NameTable.All)
        {
            Values(page, name);
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static void Names(StringBuilder page)
    {
        page.Append("## Names\n\n| Name | Value | Sources, in order of preference |\n| --- | --- | --- |\n");
        foreach (var name in NameTable.All)
        {
            var sources = name.Sources.GroupBy(source => source.Document).Select(same => $"{same.Key}: {Codes(same.Select(source => source.Key))}");
            page.Append($"| `{name.Target}` | {Value(name.Conversion)} | {string.Join("<br>", sources)} |\n");
        }

        page.Append('\n');
    }

    private static string Value(Conversion conversion) => conversion switch
    {
        Conversion.Text => "a text that is not empty",
        Conversion.Count => "an integer, from an integer, a double without fraction or up to 18 digits in text",
        Conversion.TextList => "a list with the one text",
        Conversion.Mapped { OthersPass: true } => "a text, by the table below where it is in it",
        Conversion.Mapped => "a text that is in the table below",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void Values(StringBuilder page, NormalizedName name)
    {
        if (name.Conversion is Conversion.Mapped mapped)
        {
            page.Append($"## Values of {name.Target}\n\n| Value | Stands for |\n| --- | --- |\n");
            foreach (var (value, from) in mapped.Names)
            {
                page.Append($"| `{value}` | {Codes(from)} |\n");
            }

            page.Append('\n');
        }
    }

    private static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"`{text}`"));
}
