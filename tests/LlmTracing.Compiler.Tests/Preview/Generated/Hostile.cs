using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace LlmTracing.Compiler.Tests.Preview.Generated;

/// <summary>Texts made to confuse whoever reads, replaces, escapes or cuts them.</summary>
internal static class Hostile
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Obvious fakes, in parts, so that no scanner takes this file for a leak.</summary>
    private static readonly ImmutableArray<string> Secrets =
    [
        "marta@example.com", "o'otto@bücher.example", "ulla\uFF20example.com", "marta%40example.com", "marta%2540example%2Ecom", "mar\u200Bta@example.com", "ta\u0301@example.com",
        "AKIA" + "IOSFODNN7EXAMPLE", "token=abcdefghijklmnopqrstuvwx", "password: hunter2 and more", "\"password\":\"it's \\\"quoted\\\"\"", "https://user:pass@host.example/x", "https:\\/\\/user:pass@host.example",
        "Bearer abcdefghijklmnopqrstuvwxyz", "Basic dXNlcjpwYXNzd29yZA==", "4111 1111 1111 1111", "4111111111111111", "378282246310005", "123-45-6789", "+49 30 901820", "(555) 234-5678",
        "DE89 3704 0044 0532 0130 00", "10.20.30.40", "2001:db8::1", "sk-" + "proj-" + "abcdefghijklmnopqrstuvwxyz0123456789", "eyJ" + "hbGciOiJI.eyJ" + "zdWIiOiIx.c2lnbmF0dXJl",
        "-----BEGIN " + "PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf", "ticket-42",
    ];

    private static readonly ImmutableArray<string> Traps =
    [
        "", " ", "\n", "\r\n", "\t", "a", "word", "the", "$", "$$", "$1", "${1}", "${env:HOME}", "$0", "%", "%s", "%25", "****", "[email]", "[DROPPED]", "hmac-sha256:", "__ltp.sha256:", "__ltp.name",
        "\u0001", "\u0000", "\u001f", "\u007f", "\b\f", "\u2028", "\u00a0", "\u200b", "\u200d", "\ufeff", "\u00ad", "é", "e\u0301", "ß", "İ", "ſ", "K", "日本語", "😀", "👩‍👩‍👧", "\U0010ffff", "\ufffd",
        "\"", "'", "\\", "\\\\", "\\\"", "\\n", "\\u0040", "\\ud800", "\\ud83d\\ude00", "\\udc00\\ud800", "/", "\\/", "<b>&amp;", "{", "}", "[", "]", ",", ":", "@", "=", "://", "[]", "{}", "null", "true", "0", "-0", "1.0", "1e400", "1e3",
        "12345678901234567890", "00000000000000000000", "x=y", "tool_calls", "\"tool_calls\"", "user", "system", "user|", "role", "asic ", "earer ", "oken: ", "ata\": \"", "-----BEGIN ", "gen_ai.user.message",
    ];

    /// <summary>Where a detector begins: what follows in the next value belongs to the match.</summary>
    private static readonly ImmutableArray<string> Starts = ["asic ", "earer ", "oken: ", "ata\"", "BEGIN", "://"];

    private static readonly Gen<string> Fragments = Gen.Frequency((3, Gen.Elements<string>(Traps)), (2, Gen.Elements<string>(Secrets)), (1, Long()));

    /// <summary>One fragment. For what the collector does not see as text: there its detectors run in random order, and what overlaps is masked in one way or another.</summary>
    public static Gen<string> Singles { get; } = Gen.Frequency((3, Gen.Elements(Traps.Where(trap => !Starts.Any(trap.Contains)).ToArray())), (2, Gen.Elements(Secrets.Where(secret => !secret.StartsWith("DE89", StringComparison.Ordinal) && !secret.StartsWith("https:\\", StringComparison.Ordinal) && !secret.StartsWith("iVBOR", StringComparison.Ordinal)).ToArray())));

    /// <summary>Some fragments behind each other.</summary>
    public static Gen<string> Mixtures { get; } =
        from count in Gen.Frequency((4, Gen.Constant(1)), (3, Gen.Choose(2, 3)), (1, Gen.Choose(4, 7)))
        from separator in Gen.Elements("", " ", "\n", ", ", "\"")
        from fragments in Fragments.ListOf(count)
        select string.Join(separator, fragments);

    /// <summary>Mixtures in JSON text, to several levels, and in other encodings; some cut so that they are no JSON any more.</summary>
    public static Gen<string> Texts { get; } = Gen.Frequency(
        (5, Mixtures),
        (3, JsonTexts(3)),
        (1, from text in Mixtures select Uri.EscapeDataString(text)),
        (1, from text in Mixtures select Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))),
        (1, from text in JsonTexts(2) from cut in Gen.Choose(1, 100) select text[..(text.Length * cut / 100)]));

    /// <summary>JSON texts; as the writer of some library would spell them.</summary>
    public static Gen<string> JsonTexts(int depth) => Gen.Frequency(
        (2, from text in Mixtures select JsonSerializer.Serialize(text)),
        (1, from text in Mixtures select Spelled(text)),
        (2, Gen.Elements("null", "true", "1", "-0", "0.10", "1.0", "1e3", "1E-7", "1e21", "1e400", "-1e400", "1e-400", "12345678901234567890", "4111111111111111", "4111111111111111.0", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0041\"")),
        (depth > 0 ? 2 : 0, Lists(depth)),
        (depth > 0 ? 3 : 0, Maps(depth)),
        (depth > 0 ? 1 : 0, from inner in Later(depth - 1) select JsonSerializer.Serialize(inner)));

    private static Gen<string> Lists(int depth) =>
        from count in Gen.Choose(0, 3)
        from items in Later(depth - 1).ListOf(count)
        from space in Gen.Elements("", " ", "\n")
        select $"{space}[{string.Join("," + space, items)}]{space}";

    private static Gen<string> Maps(int depth) =>
        from count in Gen.Choose(0, 3)
        from items in Members(depth).ListOf(count)
        from space in Gen.Elements("", " ")
        select $"{space}{{{string.Join("," + space, items)}}}";

    private static Gen<string> Members(int depth) =>
        from key in Gen.Frequency((3, Gen.Elements("a", "role", "content", "password", "api_key", "data", "é", "a<b", "role")), (1, Mixtures))
        from value in Later(depth - 1)
        select $"{JsonSerializer.Serialize(key)}:{value}";

    private static Gen<string> Later(int depth) => from one in Gen.Constant(0) from text in JsonTexts(depth) select text;

    /// <summary>Only what must be escaped is escaped, and slashes, as PHP does.</summary>
    private static string Spelled(string text) =>
        JsonSerializer.Serialize(text, Relaxed).Replace("/", "\\/", StringComparison.Ordinal);

    private static Gen<string> Long() =>
        from text in Gen.Elements("x", "7", "é", "😀", "ab ", "\\", "\"", "A1")
        from count in Gen.Elements(11, 36, 37, 64, 300, 600)
        select string.Concat(Enumerable.Repeat(text, count));
}
