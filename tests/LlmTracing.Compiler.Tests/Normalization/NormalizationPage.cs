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

            Libraries have different names for the same thing: `llm.model_name`, `ai.model.id` and `langfuse.observation.model.name` all
            name the requested model. With

            ```yaml
            spec:
              normalization:
                semanticConventions: "1.44"   # the only version there is
                originals: Keep               # or Drop
            ```

            the collectors copy them to the names of the OpenTelemetry GenAI semantic conventions, so that one dashboard and one cost rule
            work for all libraries. Without it, attributes keep their names. These tables are generated from the table that the collectors
            and the preview use, and a test keeps them current.

            - **Existing attributes are never overwritten**: a value is copied only if the span does not have the target attribute. If
              there are several sources, the first one in the table whose value fits wins.
            - **Copying happens before redaction**: copies are treated as if the application had sent them. `identity` applies to users and
              conversations, and `attributes.deny` to both source and copy: what is denied is not copied.
            - **`originals: Drop`** removes a source if the span ends up with its counterpart, even if the application sent that itself.
              Backends that read their own names, such as `openinference.span.kind` in Phoenix and `session.id` in Langfuse, then miss
              them. Use it with backends that read the conventions.
            - **Spans only.** Resources, scopes, span events and log records keep their names.

            Not copied are: token counts inside JSON (`langfuse.observation.usage_details`, `mlflow.chat.tokenUsage`,
            `langsmith.usage_metadata`), because Langfuse does not count cached tokens as input while the conventions do; totals of tokens
            and cost, for which the conventions have no name; names that denote an agent or a tool only together with another attribute
            (`traceloop.entity.name`); and messages.


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
            var sources = name.Sources.GroupBy(source => source.Document)
                .Select(same => $"{same.Key}: {Codes(same.Select(source => source.Key))}");
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
