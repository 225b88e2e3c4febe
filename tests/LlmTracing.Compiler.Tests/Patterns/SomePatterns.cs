using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Detection;

namespace LlmTracing.Compiler.Tests.Patterns;

/// <summary>Patterns that show each rule of the syntax; the real collector agrees on every one.</summary>
internal static class SomePatterns
{
    public static string[] Accepted { get; } =
    [
        "", "a", "a|b|", "|a", "(|a)*", "()", "(?:)", "(?)", "(?:)*", "(?i)", "(?i-s:a)", "(?-i)a", "(?ims-U)a.b", "(?i:A(?-i)b)c", "a(?i)b|C",
        "(?P<n>a)", "(?<n>a)", "(?P<n>a)(?<n>b)", "(?P<n_1>a)(?P<n2>b)", "a*", "a+?", "a??", "a{2}", "a{2,}", "a{2,5}?", "a{0}", "a{0,0}", "a{,3}", "a{", "a{1", "a{1,", "a{x}", "{", "}", "]", "a]",
        "a{01}", "a{1000}", "(?:a{10}){100}", "(?:a{1000}){1}", "(?:a{2,}){500}", "(?:a{1000})*", "(?:a{0}){1000}", "a*(?i)*", "^*", "$+", @"\b*", "a|b*",
        "[a]", "[]a]", "[^]a]", "[a-]", "[-a]", "[a-z-9]", "[a-z]", "[^a-z]", "[[a]", "[[:alpha:]]", "[[:^alpha:]x]", "[[:word:][:xdigit:]]", "[^[:space:]]", "[[:]", "[a[:]", @"[\d\s\W]", @"[\d-z]", @"[^\D]",
        @"[\]\-\\]", @"[\x41-\x{5A}]", @"[\0-\177]", @"[\t-\r]", "[é-ü]", "[😀-😂]", @"[\pL\p{Lu}\P{^Nd}]", "[+--]", "[^^]", "[$.|()*+?{}]",
        @"\d\D\s\S\w\W", @"\pN", @"\PN", @"\p{Greek}", @"\p{^Greek}", @"\P{Han}", @"\p{Any}", @"\p{Lu}", @"\p{Cyrillic}+",
        @"\a\f\t\n\r\v", @"\0", @"\01", @"\12", @"\123", @"\x7F", @"\x{10FFFF}", @"\x{0}", @"\A\b\B\z", @"\Qa.b*\E", @"\Q\E", @"\Qab\E+", @"a\Q\Eb", @"\E\Q[\E"[2..],
        @"\.\*\+\?\(\)\[\]\{\}\^\$\|\\\/\-\_\~\!\@\#\%\&\=\:\;\,\<\>\'\ " + "\\\"", "(?m)^a$", "(?s).", "(?U)a+b", "(?U)a+?b", "é+", "日本{2}", "😀*", "a\tb\nc",
        .. Detectors.Secrets.Concat(Detectors.Personal).Concat(Detectors.Media).Select(detector => detector.Whole),
        .. Vocabulary.Keys.Select(family => family.Pattern), .. StructuralKeys.Patterns, .. IdentityKeys.User, .. IdentityKeys.Session,
        KeyRules.Credentials, Shapes.SuspiciousKey, Shapes.SchemaUrl, Shapes.SpanName, Shapes.ScopeName, Shapes.NotAnIdentifier, Shapes.TooLong,
    ];

    public static string[] Rejected { get; } =
    [
        "(", ")", "a)", "(a", "a(b", "(a))", "(?:", "(?:a", "(?", "(?i", "(?ii", "(?-)a", "(?i-)a", "(?--i)a", "(?x)a", "(?n)a", "(?i:a",
        "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "(?#a)", "(?(1)a|b)", "(?|a)", "(?&n)", "(?R)", "(?1)", "(?'n'a)", "(?P=n)", "(?P>n)", "(?P<n", "(?P<>a)", "(?P<n-1>a)", "(?<>a)", "(?P<é>a)",
        "*", "+a", "?", "a|*", "(*)", "(?i)*", "(|*)", "{2}"[..0] + "a**", "a*+", "a++", "a?+", "a+*", "a{2}*", "a{2}{3}", "a{2}+", "a???", "a*??", "a{2}??",
        "a{1001}", "a{1001,}", "a{1,1001}", "a{5,2}", "a{99999999999}", "(?:a{100}){11}", "(?:(?:a{10}){10}){11}", "(?:a{2,}){501}", "(?:a{600})+(?:(?:b{600}){2})",
        "[", "[]", "[^]", "[a", "[^", "[a-", "[z-a]", @"[\d-a", @"[a-\d]", "[[:foo:]]", "[[:^foo:]]", "[[:alpha:]", @"[\b]", @"[\Z]", @"[\q]", @"[\A]", @"[\x{110000}]",
        @"\", @"a\", @"\Z", @"\G", @"\C", @"\K", @"\R", @"\X", @"\h", @"\H", @"\N", @"\e", @"\E", @"\q", @"\y", @"\c", @"\cA", @"\u0041", @"\U00000041", @"\1", @"\8", @"\9", @"(a)\1", @"\k<n>", @"\g1", @"\é",
        @"\x", @"\x1", @"\x4g", @"\x{}", @"\x{g}", @"\x{110000}", @"\x{41", @"\p", @"\p{", @"\p{Foo}", @"\p{}", @"\pq", @"\p{Greek", @"\p{IsGreek}", @"[\p{Foo}]",
        new string('(', 1001) + "a" + new string(')', 1001),
    ];

    /// <summary>Go compiles them, but they would swallow what is put behind them.</summary>
    public static string[] Unclosed { get; } = [@"\Q", @"\Qab", @"a\Qb\", @"(?:a|\Qb)", @"\Qa\E\Qb", @"\Qab\e"];

    /// <summary>Text on which translation and original must agree.</summary>
    public static string[] Texts { get; } =
    [
        "", "a", "ab", "aab abb\naBa\r\nb", "foobar foo barfoo", "x\u000By\u0085z\u2028w", "K\u212Ak sSſ ẞß µΜμ ÅåÅ Ωω\u2126 İıiI", "é1é AKIAIOSFODNN7EXAMPLEé AKIAIOSFODNN7EXAMPLE",
        "日本 ١٢٣ 123 ½ Ⅷ", "😀😁a😂😀", "a.b*[c]{2}", "line1\nline2\n", "\n\n", "aaaaaaa", "_a-b_", "Ǆǅǆ ÀÉ Straße", "\u00A0\u3000 \t", "alice@example.com\nalice@exämple.com bob@x.org1",
    ];

    /// <summary>What is replaced in the texts.</summary>
    public static string[] Translated { get; } =
    [
        "a", "a|ab", "ab|a", "(a|ab)(c|bcd|b*)", "a*", "a*?", "a+?", "(?U)a+b", "(?U)a+?b", "foo|foobar", "foo(?:bar)?", "foo(?:bar)??", "^a", "(?m)^.", "b$", "(?m)b$", "(?m)$", @"\z", @"\Aa",
        ".", "(?s).", ".+", "(?s).+", "(?s)^.*$", "^.*$", @"\s", @"\S+", @"\d+", @"\D", @"\w+", @"\W", @"\b\w", @"\w\b", @"\Bb", @"a\B", "[^a]", "[^a-z]+", @"[^\x00-\x7F]", "[[:space:]]", "[[:punct:]]", "[[:^alpha:]]+",
        "(?i)k", "(?i)s+", "(?i)[k-s]", "(?i)[^k]", "(?i)µ", "(?i)å", "(?i)ω", "(?i)i", "(?i)ß", "(?i)ǆ", "(?i)[[:lower:]]+", "(?i)É", "(?i:a)b", "a(?i)b|B",
        @"\pL+", @"\PL", @"\p{Lu}", @"\p{Nd}+", @"\pN+", @"[\pL\d]+", @"\p{So}", @"\p{^L}+", @"(?i)\p{^Lu}", @"(?i)\P{Lu}+", @"(?i)[^\p{Lu}]", "😀", "[😀-😁]+", "[^😀]", "(?:😀|a){2}", @"\Qa.b*[c]{2}\E", @"\Qa\E+", "a{2,3}", "a{2,3}?", "(?:a{2}){2}", "a{0}b", "a{,2}", @"[\d-z]", "x*", "(?:)",
        "A(?:KIA|SIA)[A-Z2-7]{16}\\b", "[A-Za-z0-9._%+\\\\-]+@(?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,24}\\b",
    ];

    /// <summary>As the collector's configuration joins patterns.</summary>
    public static string Inside(string pattern) => $"^(?:(?:{pattern})|x)$";
}
