using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Credentials.</summary>
/// <remarks>
/// In JSON text inside JSON text a quote is <c>\"</c> or <c>\\\"</c>, and a slash may be <c>\/</c>. A key followed by a quote
/// has a quoted value, so valid JSON stays valid.
/// </remarks>
internal static class Secrets
{
    /// <summary>Includes the JSON-escaped form.</summary>
    private const string Space = @"(?:\s|\\+[nrt])*";

    /// <summary>Between a key and its value, in JSON or as an assignment.</summary>
    private const string Assigned = $"(?:{Quote})?{Space}[:=]{Space}(?:{Quote})?";

    /// <summary>Some JSON writers escape quotes numerically.</summary>
    private const string Quote = """\\*["']|\\+u002[27]""";

    private const string TokenText = "[A-Za-z0-9_./+-]{16,}=*";

    private const string NotBase64 = " _-.:,;\"'{[(\n\\";

    private const string Slashes = @":\\+/\\+/";

    internal static ImmutableArray<Detector> All { get; } =
    [
        new("private-key", """-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s:,.-]|\\+[nrt/])*"""),

        new("url-credentials", """[^\s:/@"'<>\\]*:[^\s/@"'<>\\]+""") { Before = "://", After = "@" },
        new("url-credentials", """[^\s:/@"'<>\\]{12,}""") { Before = "://", After = "@" },
        new("url-credentials", """[^\s:/@"'<>\\]*:[^\s/@"'<>\\]+""") { Before = Slashes, After = "@" },

        .. Password("ass(?:word|wd|phrase)"),
        .. Password("ASS(?:WORD|WD|PHRASE)"),

        new("azure-key", """[^;"\'\s\\]{8,}""") { Before = $"ccountKey{Space}={Space}" },
        new("azure-key", """[^;"\'\s\\]{8,}""") { Before = $"SharedAccess(?:Key|Signature){Space}={Space}" },
        new("api-key", TokenText) { Before = "pi[_ -]?[Kk]ey" + Assigned },
        new("api-key", TokenText) { Before = "PI[_ -]?[Kk](?:EY|ey)" + Assigned },
        new("secret", TokenText) { Before = "ecret(?:[_-]?(?:[Aa]ccess[_-]?)?[Kk]ey)?" + Assigned },
        new("secret", TokenText) { Before = "ECRET(?:_(?:ACCESS_)?KEY)?" + Assigned },
        new("token", TokenText) { Before = "oken" + Assigned },
        new("token", TokenText) { Before = "OKEN" + Assigned },

        new("aws-key", @"A(?:KIA|SIA)[A-Z2-7]{16}\b"),
        new("anthropic-key", "sk-ant-[a-z]{3,6}[0-9]{2}-[A-Za-z0-9_-]{32,}"),
        new("openai-key", "sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,}"),
        new("google-key", "AIza[0-9A-Za-z_-]{35}"),
        new("google-key", @"ya29\.[0-9A-Za-z_-]{20,}"),
        new("google-key", "GOCSPX-[0-9A-Za-z_-]{20,}"),
        new("huggingface-token", "hf_[A-Za-z0-9]{34,}"),
        new("github-token", "gh[pousr]_[A-Za-z0-9]{36,}"),
        new("github-token", "github_pat_[A-Za-z0-9_]{60,}"),
        new("gitlab-token", "gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{20,}"),
        new("slack-token", "xox[abeoprs]-[A-Za-z0-9-]{10,}"),
        new("slack-token", "xapp-[0-9]-[A-Za-z0-9-]{20,}"),
        new("slack-token", @"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,}"),
        new("stripe-key", "k_(?:live|test)_[A-Za-z0-9]{16,}"),
        new("stripe-key", "whsec_[A-Za-z0-9]{24,}"),
        new("langfuse-key", "k-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        new("langsmith-key", "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
        new("vendor-token", "gsk_[A-Za-z0-9]{40,}"),
        new("vendor-token", "xai-[A-Za-z0-9]{40,}"),
        new("vendor-token", "r8_[A-Za-z0-9]{30,}"),
        new("vendor-token", "pcsk_[A-Za-z0-9_]{40,}"),
        new("vendor-token", "tvly-[A-Za-z0-9-]{20,}"),
        new("vendor-token", "npm_[A-Za-z0-9]{36}"),
        new("vendor-token", "dapi[0-9a-f]{32}"),
        new("vendor-token", @"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"),
        new("vendor-token", @"hvs\.[A-Za-z0-9_-]{24,}"),
        new("vendor-token", "NRAK-[A-Z0-9]{27}"),
        new("vendor-token", "hcaik_[a-z0-9]{40,}"),

        new("jwt", @"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
        new("bearer", "[A-Za-z0-9._~+/-]{20,}=*") { Before = @"earer(?:\s|\\+[nrt]|%20|:)+" },
        new("basic-auth", "[A-Za-z0-9+/]{12,}={0,2}") { Before = @"asic(?:\s|\\+[nrt]|%20|:)+" },
        new("base64", "^[0-9A-Fa-f]{66,}$") { NoneOf = NotBase64 },
        .. Base64("^", "$").Select(detector => detector with { NoneOf = NotBase64 }),
        .. Base64("\"", "\""),
    ];

    /// <summary>A whole value: a non-hex letter and a digit, or padding. Words and paths have no digit, or little after it.</summary>
    private static IEnumerable<Detector> Base64(string start, string end) =>
        new[]
        {
            "[A-Fa-f]{0,8}[G-Zg-z][A-Za-z/]{0,24}[0-9+][A-Za-z0-9+/]{20,}={0,2}",
            "[A-Fa-f]{0,8}[0-9][A-Fa-f0-9]{0,12}[G-Zg-z+/][A-Za-z0-9+/]{20,}={0,2}",
            "[A-Za-z/]{24,}[0-9+][A-Za-z0-9+/]{8,}={0,2}",
            "[A-Za-z0-9+/]{22,}={1,2}",
        }.Select(text => new Detector("base64", text) { Before = start, After = end });

    /// <summary>In double quotes, in single quotes, as a number, and without quotes.</summary>
    private static ImmutableArray<Detector> Password(string key) =>
    [
        new("password", """[^"\\]+""") { Before = $"""{key}\\*"{Space}[:=]{Space}\\*" """.TrimEnd() },
        new("password", """[^'\\]+""") { Before = $@"{key}\\*'{Space}[:=]{Space}\\*'" },
        new("password", """[^"\\]+""") { Before = $@"{key}\\+u002[27]{Space}[:=]{Space}\\+u002[27]" },
        new("password", "[0-9]+") { Before = $"""{key}\\*["']{Space}:{Space}""", Placeholder = "0" },
        new("password", """[^\s;,"'\\]{4,}""") { Before = $"""{key}{Space}[:=]{Space}\\*["']?""" },
    ];
}
