using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>The table as a document for people who decide about policies.</summary>
internal static class VocabularyPage
{
    /// <summary>More keys than this are shown in notation.</summary>
    private const int MostKeys = 16;

    private const string Introduction = """
        # Vocabulary

        Which attributes of traces and logs contain text from users, models and tools, and which contain only structure. A policy defines
        what happens to each category of content; this page lists what belongs to each category. It is generated from the table that the
        product uses.

        How to read a key: `<n>` is a number, `<key>` one part between two dots, `<word>` a short word, `{a,b}` one of several texts, `*`
        any text, and `….` any number of parts. A final `…` stands for the key itself and everything below it that no other row lists, so
        whatever a library adds to a message later counts as content.

        * Categories are named as in `spec.content` of a policy. *conversation* is short for `systemPrompt`, `userInput`, `completion`,
          `toolArguments` and `toolResults`. A value that can hold several categories gets the strictest of their modes.
        * An attribute that is in none of these tables is **unknown content**: free metadata, tags, headers, URLs, your own attributes.
          It is searched for credentials and personal data; with `default: Drop` it is removed.
        * Keys that name a credential are removed by every policy, whatever else this page says about them.


        """;

    private const string Structure = """
        ## Structure

        Names, numbers and identifiers. With `default: Drop` these attributes are kept, as well as what the policy keeps or allows; their
        values are masked if they do not look like an identifier.


        """;

    internal static string Render()
    {
        var page = new StringBuilder(Introduction);
        page.Append("## Content\n\n");
        foreach (var library in Libraries.All.Where(library => !library.Content.IsEmpty))
        {
            Table(page, $"### {library.Source}", "Key", "May hold", library.Content.Select(
                row => (Keys(row.Keys), Categories(row.Categories))));
        }

        Events(page);
        page.Append(Structure);
        foreach (var library in Libraries.All.Where(library => !library.Structure.IsEmpty))
        {
            page.Append($"### Structure: {library.Source}\n\n").AppendJoin('\n', library.Structure.Select(keys => $"* {Keys(keys)}"))
                .Append("\n\n");
        }

        Identities(page);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Events(StringBuilder page)
    {
        page.Append($"""
            ## Events

            The body of these log records, and in these span events the attributes
            {string.Join(", ", Vocabulary.EventPayloadKeys.Select(key => $"`{key}`"))},
            belong to the category. Other attributes of an event are judged by their keys, as usual.


            """);
        var rows = Vocabulary.Events.Select(family => ($"`{family.Name}`", $"{Categories(family.Categories)} | {family.Source}"));
        Table(page, "### Events by name", "Event", "Category | Source", rows);
    }

    private static void Identities(StringBuilder page)
    {
        page.Append("""
            ## Identities

            Keys that identify the user and the conversation. A policy's `identity.userId` and `identity.sessionId` apply to them: they are
            dropped unless the policy says otherwise.


            """);
        var users = IdentityKeys.UserNames.Select(keys => (Keys(keys), "user"));
        var sessions = IdentityKeys.SessionNames.Select(keys => (Keys(keys), "session"));
        Table(page, "### Identities by key", "Key", "Identity", users.Concat(sessions));
    }

    private static void Table(StringBuilder page, string heading, string first, string second, IEnumerable<(string, string)> rows)
    {
        page.Append($"{heading}\n\n| {first} | {second} |\n|{string.Concat(Enumerable.Repeat(" --- |", 1 + second.Split('|').Length))}\n");
        page.AppendJoin('\n', rows.Select(row => $"| {row.Item1} | {row.Item2} |")).Append("\n\n");
    }

    private static string Categories(ImmutableArray<Category> categories)
    {
        var isConversation = Holds.Conversation.All(categories.Contains);
        var rest = isConversation ? categories.RemoveRange(Holds.Conversation) : categories;
        var names = rest.Select(category => $"`{JsonNamingPolicy.CamelCase.ConvertName(category.ToString())}`");
        return string.Join(", ", isConversation ? names.Prepend("conversation") : names);
    }

    private static string Keys(string keys)
    {
        var all = Notation.Expand(keys);
        return string.Join(
            ", ", (all.Length > MostKeys ? [keys] : all).Select(key => $"`{key.Replace("<path>", "….", StringComparison.Ordinal)}`"));
    }
}
