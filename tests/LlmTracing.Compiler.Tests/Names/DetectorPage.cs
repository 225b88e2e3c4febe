using System.Collections.Immutable;
using System.Text;
using LlmTracing.Compiler.Plan.Detection;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>The detectors as a page: what each finds, what stands for it, and its patterns.</summary>
internal static class DetectorPage
{
    private static readonly ImmutableDictionary<string, string> Finds = ImmutableDictionary<string, string>.Empty.AddRange(new Dictionary<string, string>
    {
        ["private-key"] = "private keys in PEM form, also cut off or with escaped line breaks",
        ["url-credentials"] = "user and password, or a token, in a URL",
        ["password"] = "what follows `password`, `passwd` or `passphrase`, in JSON and as an assignment",
        ["azure-key"] = "account keys and shared access keys of Azure connection strings",
        ["api-key"] = "what follows `api_key` and its spellings",
        ["secret"] = "what follows `secret`, `secret_key` and their spellings",
        ["token"] = "what follows `token`, such as `access_token`",
        ["aws-key"] = "access key ids of AWS",
        ["anthropic-key"] = "keys of Anthropic",
        ["openai-key"] = "keys of OpenAI, and of others that begin with `sk-`",
        ["google-key"] = "API keys, OAuth tokens and client secrets of Google",
        ["huggingface-token"] = "tokens of Hugging Face",
        ["github-token"] = "tokens of GitHub",
        ["gitlab-token"] = "tokens of GitLab",
        ["slack-token"] = "tokens and webhooks of Slack",
        ["stripe-key"] = "keys and webhook secrets of Stripe",
        ["langfuse-key"] = "keys of Langfuse",
        ["langsmith-key"] = "keys of LangSmith",
        ["vendor-token"] = "tokens of Groq, xAI, Replicate, Pinecone, Tavily, npm, Databricks, SendGrid, Vault, New Relic and Honeycomb",
        ["jwt"] = "JSON web tokens",
        ["bearer"] = "what follows `Bearer`",
        ["basic-auth"] = "what follows `Basic`",
        ["base64"] = "a whole value that is base64, or hexadecimal and longer than a digest",
        ["email"] = "e-mail addresses, also percent-encoded, with `\\u0040`, `&#64;` or a full-width sign",
        ["iban"] = "international bank account numbers",
        ["card"] = "numbers of 15 or 16 digits in the form of payment cards",
        ["ssn"] = "social security numbers of the USA, with dashes",
        ["phone"] = "phone numbers with country code, and of North America",
        ["ip"] = "addresses of IPv4 (all but the first number) and IPv6",
        ["media"] = "data URLs, the base64 beginnings of common files, long base64 in fields that hold files",
        ["bytes"] = "values of the type bytes, also in lists and maps",
    });

    internal static string Render()
    {
        var page = new StringBuilder("""
            # Detectors

            What masking looks for, generated from the tables that the collectors and the preview run; a test keeps it equal. How modes and detectors
            work together is in [What happens to content](content.md). Patterns are RE2; in `(…)…(…)` the groups stay.


            """);
        Group(page, "Secrets", "Everywhere, also in kept content; the group `secrets`.", Detectors.Secrets);
        Group(page, "Personal data", "Everywhere but in kept content; the group `personal`.", Detectors.Personal);
        Group(page, "Media", "Everywhere, unless `content.media` is `Keep`.", [.. Detectors.Media, .. Detectors.Bytes]);
        return page.ToString().TrimEnd() + "\n";
    }

    private static void Group(StringBuilder page, string title, string where, ImmutableArray<Detector> detectors)
    {
        page.Append($"## {title}\n\n{where}\n\n| Detector | Finds | Patterns |\n| --- | --- | --- |\n");
        foreach (var same in detectors.GroupBy(detector => detector.Name))
        {
            page.Append($"| `{same.Key}` | {Finds[same.Key]} | {string.Join("<br>", same.Select(detector => Code(detector.Whole)))} |\n");
        }

        page.Append('\n');
    }

    private static string Code(string pattern) => $"`{pattern.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
