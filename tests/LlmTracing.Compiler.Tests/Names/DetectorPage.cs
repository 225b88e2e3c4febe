using System.Collections.Immutable;
using System.Text;
using LlmTracing.Compiler.Plan.Detection;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>The detectors as a page: what each one finds, its placeholder and its patterns.</summary>
internal static class DetectorPage
{
    private static readonly ImmutableDictionary<string, string> Finds =
        ImmutableDictionary<string, string>.Empty.AddRange(new Dictionary<string, string>
        {
            ["private-key"] = "private keys in PEM format, even truncated or with escaped line breaks",
            ["url-credentials"] = "user and password, or a token, in a URL",
            ["password"] = "what follows `password`, `passwd` or `passphrase`, in JSON and as an assignment",
            ["azure-key"] = "account keys and shared access keys in Azure connection strings",
            ["api-key"] = "what follows `api_key` and its spellings",
            ["secret"] = "what follows `secret`, `secret_key` and their spellings",
            ["token"] = "what follows `token`, such as `access_token`",
            ["aws-key"] = "AWS access key IDs",
            ["anthropic-key"] = "Anthropic keys",
            ["openai-key"] = "OpenAI keys, and others that start with `sk-`",
            ["google-key"] = "Google API keys, OAuth tokens and client secrets",
            ["huggingface-token"] = "Hugging Face tokens",
            ["github-token"] = "GitHub tokens",
            ["gitlab-token"] = "GitLab tokens",
            ["slack-token"] = "Slack tokens and webhooks",
            ["stripe-key"] = "Stripe keys and webhook secrets",
            ["langfuse-key"] = "Langfuse keys",
            ["langsmith-key"] = "LangSmith keys",
            ["vendor-token"] =
                "tokens for Groq, xAI, Replicate, Pinecone, Tavily, npm, Databricks, SendGrid, Vault, New Relic and Honeycomb",
            ["jwt"] = "JSON Web Tokens",
            ["bearer"] = "what follows `Bearer`",
            ["basic-auth"] = "what follows `Basic`",
            ["base64"] = "a whole value that is base64, or hexadecimal and longer than a digest",
            ["email"] = "email addresses, also percent-encoded or with `\\u0040`, `&#64;` or a full-width at sign",
            ["iban"] = "international bank account numbers",
            ["card"] = "15- or 16-digit numbers in the form of payment card numbers",
            ["ssn"] = "US social security numbers, with dashes",
            ["phone"] = "phone numbers with a country code, and North American ones",
            ["ip"] = "IPv4 (all except the first number) and IPv6 addresses",
            ["media"] = "data URLs, base64 that starts like a common file format, long base64 in fields for files",
            ["bytes"] = "byte values, also in lists and maps",
        });

    internal static string Render()
    {
        var page = new StringBuilder("""
            # Detectors

            What masking looks for. This page is generated from the tables that the collectors and the preview use, and a test keeps it
            current. [What happens to content](content.md) explains how modes and detectors work together. Patterns are RE2; text in the
            groups of `(…)…(…)` is kept.


            """);
        Group(page, "Secrets", "Searched for everywhere, including kept content. The group is `secrets`.", Detectors.Secrets);
        Group(page, "Personal data", "Searched for everywhere except in kept content. The group is `personal`.", Detectors.Personal);
        Group(page, "Media", "Searched for everywhere, unless `content.media` is `Keep`.", [.. Detectors.Media, .. Detectors.Bytes]);
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
