using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace LlmTracing.Compiler.Tests.Collector.Attacks;

/// <summary>A made-up secret.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stands in a text.</param>
/// <param name="Core">The part that must not leave; letters and digits, which no encoding but base64 changes.</param>
internal sealed record PlantedSecret(string Kind, string Text, string Core)
{
    private const string Lower = "abcdefghjkmnpqrstvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Digits = "23456789";
    private const string Hex = "0123456789abcdef";

    /// <summary>Forms with the random part as <c>*</c>; put together from parts, so that no scanner takes this file for a leak.</summary>
    private static readonly ImmutableArray<(string Kind, string Form, string Alphabet, int Length)> Forms =
    [
        ("email", "*@example.com", Lower, 10),
        ("aws-key", "AK" + "IA*", Upper, 16),
        ("openai-key", "sk" + "-*", Lower + Upper + Digits, 40),
        ("openai-key", "sk" + "-proj-*", Lower + Upper + Digits, 40),
        ("anthropic-key", "sk" + "-ant-api03-*", Lower + Upper + Digits, 40),
        ("google-key", "AI" + "za*", Lower + Upper + Digits, 35),
        ("huggingface-token", "h" + "f_*", Lower + Upper + Digits, 36),
        ("github-token", "gh" + "p_*", Lower + Upper + Digits, 36),
        ("github-token", "github" + "_pat_*", Lower + Upper + Digits, 62),
        ("gitlab-token", "gl" + "pat-*", Lower + Upper + Digits, 22),
        ("slack-token", "xox" + "b-*", Digits, 12),
        ("stripe-key", "sk" + "_live_*", Lower + Upper + Digits, 24),
        ("langfuse-key", "sk" + "-lf-a1b2c3d4-e5f6-47a8-b9c0-*", Hex, 12),
        ("langsmith-key", "lsv2" + "_pt_*_0123456789", Hex, 32),
        ("vendor-token", "gs" + "k_*", Lower + Upper + Digits, 44),
        ("vendor-token", "np" + "m_*", Lower + Upper + Digits, 36),
        ("vendor-token", "S" + "G.*.abcdefghijklmnopqrstuv", Lower + Upper + Digits, 22),
        ("jwt", "ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxMjM0In0.*", Lower + Upper + Digits, 24),
        ("bearer", "Bearer *", Lower + Upper + Digits, 32),
        ("basic-auth", "Basic *", Lower + Upper + Digits, 24),
        ("url-credentials", "https://user:*@host.example/path", Lower + Digits, 14),
        ("password", "password=*", Lower + Digits, 12),
        ("password", "\"password\": \"*\"", Lower + Digits, 12),
        ("api-key", "api_key=*", Lower + Upper + Digits, 24),
        ("secret", "client_secret=*", Lower + Upper + Digits, 24),
        ("token", "\"access_token\":\"*\"", Lower + Upper + Digits, 24),
        ("azure-key", "AccountKey=*==", Lower + Upper + Digits, 40),
        ("private-key", "-----BEGIN " + "RSA PRIVATE KEY-----\n*\n-----END " + "RSA PRIVATE KEY-----", Lower + Upper + Digits, 64),
        ("card", "4111*", Digits, 12),
        ("card", "4111 1111 * 1111", Digits, 4),
        ("ssn", "*-45-6789", Digits, 3),
        ("phone", "+49 30 *", Digits, 6),
        ("phone", "(555) 234-*", Digits, 4),
        ("iban", "DE89*", Digits, 18),
        ("media", "data:image/png;base64,*", Lower + Upper + Digits, 80),
    ];

    public static Gen<PlantedSecret> Any { get; } =
        from form in Gen.Elements<(string Kind, string Form, string Alphabet, int Length)>(Forms)
        from letters in Gen.Elements(form.Alphabet.ToCharArray()).ListOf(form.Length)
        let core = string.Concat(letters)
        select new PlantedSecret(form.Kind, form.Form.Replace("*", core, StringComparison.Ordinal), core.Length >= 10 ? core : form.Form.Replace("*", core, StringComparison.Ordinal).TrimStart('+'));

    public bool IsEmail => Kind == "email";

    public override string ToString() => $"{Kind} {Text}";
}
