using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan;

/// <summary>A pattern for text that must not be seen.</summary>
/// <param name="Name">What it finds.</param>
/// <param name="Pattern">
/// RE2. Begins with literal text where it can: such a pattern is found by substring search and costs a hundredth of one that
/// begins with <c>\b</c>, and it also finds what stands behind a JSON-escaped newline.
/// </param>
public sealed record Detector(string Name, string Pattern);

/// <summary>The built-in detectors. No pattern depends on another one: the collector's order is not defined.</summary>
public static class Detectors
{
    /// <summary>Credentials.</summary>
    public static ImmutableArray<Detector> Secrets { get; } =
    [
        new("private-key", """-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s:,.-]|\\+[nrt])*"""),
        new("url-credentials", """://[^\s:/@"\'<>\\]*:[^\s/@"\'<>\\]+@[^\s"\'<>\\,;)]+"""),
        new("password-assign", """ass(?:word|wd)\\*["\']?\s*[:=]\s*\\*["\']?[^\s;,"\'\\&]{4,}"""),
        new("password-assign-upper", """ASS(?:WORD|WD)\\*["\']?\s*[:=]\s*\\*["\']?[^\s;,"\'\\&]{4,}"""),
        new("azure-account-key", """ccountKey\s*=\s*[^;"\'\s\\]{8,}"""),
        new("azure-shared-access", """SharedAccess(?:Key|Signature)\s*=\s*[^;"\'\s\\]{8,}"""),
        new("api-key-assign", """pi[_ -]?[Kk]ey\\*["\']?\s*[:=]\s*\\*["\']?[A-Za-z0-9_./+-]{16,}"""),
        new("api-key-assign-upper", """PI[_ -]?[Kk](?:EY|ey)\\*["\']?\s*[:=]\s*\\*["\']?[A-Za-z0-9_./+-]{16,}"""),
        new("secret-assign", """ecret(?:[_-]?(?:[Aa]ccess[_-]?)?[Kk]ey)?\\*["\']?\s*[:=]\s*\\*["\']?[A-Za-z0-9_./+-]{16,}"""),
        new("secret-assign-upper", """ECRET(?:_(?:ACCESS_)?KEY)?\\*["\']?\s*[:=]\s*\\*["\']?[A-Za-z0-9_./+-]{16,}"""),
        new("token-assign", """oken\\*["\']?\s*[:=]\s*\\*["\']?[A-Za-z0-9_./+-]{16,}"""),
        new("token-assign-upper", """OKEN\\*["\']?\s*[:=]\s*\\*["\']?[A-Za-z0-9_./+-]{16,}"""),
        new("aws-access-key-id", """A(?:KIA|SIA)[A-Z2-7]{16}\b"""),
        new("anthropic-key", """sk-ant-[a-z]{3,6}[0-9]{2}-[A-Za-z0-9_-]{32,}"""),
        new("openai-key", """sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,}"""),
        new("google-api-key", """AIza[0-9A-Za-z_-]{35}"""),
        new("google-oauth-token", """ya29\.[0-9A-Za-z_-]{20,}"""),
        new("huggingface-token", """hf_[A-Za-z0-9]{34,}"""),
        new("github-token", """gh[pousr]_[A-Za-z0-9]{36,}"""),
        new("github-pat", """github_pat_[A-Za-z0-9_]{60,}"""),
        new("gitlab-token", """gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{20,}"""),
        new("slack-token", """xox[abeoprs]-[A-Za-z0-9-]{10,}"""),
        new("slack-webhook", """https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,}"""),
        new("stripe-key", """k_(?:live|test)_[A-Za-z0-9]{16,}"""),
        new("langfuse-key", """k-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"""),
        new("langsmith-key", """lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"""),
        new("jwt", """eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"""),
        new("bearer-token", """earer(?:\s|\\+[nrt]|%20|:)+[A-Za-z0-9._~+/-]{20,}=*"""),
        new("opaque-blob", """^[A-Za-z0-9+/]{24,}={0,2}$"""),
        new("basic-auth", """asic(?:\s|\\+[nrt]|%20|:)+[A-Za-z0-9+/]{12,}={0,2}"""),
        new("url-token", """://[^\s:/@"'<>\\]{12,}@"""),
    ];

    /// <summary>Personal data: contact, identity, payment and network addresses.</summary>
    public static ImmutableArray<Detector> Personal { get; } =
    [
        new("iban", """[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"""),
        new("numbers", """[0-9]{3}(?:-[0-9]{2}-[0-9]{4}|[0-9][ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}|[0-9][ -]?[0-9]{6}[ -]?[0-9]{5}|\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4})\b"""),
        new("phone-intl", """\+[1-9][0-9]{0,2}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,4}\b"""),
        new("ipv4", """\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b"""),
        new("ipv6", """:(?::[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*\b|[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{0,4}:)+[0-9A-Fa-f]{0,4})"""),
        new("email", """[A-Za-z0-9._%+\\-]+(?:@|%(?:25)*40|\\+u0040|&#64;)(?:[\pL0-9-]+(?:\.|%2[Ee]))+[A-Za-z]{2,24}\b"""),
    ];

    /// <summary>Media inside text: data URLs and the base64 beginnings of common file formats.</summary>
    public static ImmutableArray<Detector> Media { get; } =
    [
        new("data-url", """data:[a-z]+/[A-Za-z0-9.+-]+(?:;[A-Za-z0-9=.+-]+)*;base64,[A-Za-z0-9+/=_-]*"""),
        new("base64-png", """iVBORw0KGgo[A-Za-z0-9+/=]*"""),
        new("base64-jpeg", """/9j/4[A-Za-z0-9+/]{20,}=*"""),
        new("base64-gif", """R0lGODdh[A-Za-z0-9+/=]*|R0lGODlh[A-Za-z0-9+/=]*"""),
        new("base64-riff", """UklGR[A-Za-z0-9+/]{20,}=*"""),
        new("base64-pdf", """JVBERi0[A-Za-z0-9+/=]*"""),
    ];
}
