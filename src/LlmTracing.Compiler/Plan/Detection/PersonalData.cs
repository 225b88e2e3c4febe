using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Contact, identity, payment and network data.</summary>
/// <remarks>
/// RE2 cannot verify check digits: any number of the right form matches. No card starts with 0 or 1, as times and IDs may. One pattern per
/// first character finds the same as a single pattern, at a fraction of the cost.
/// </remarks>
internal static class PersonalData
{
    /// <summary>A card number does not start inside a word, a number or a fraction, but may follow an escaped newline.</summary>
    private const string Start = @"^|[^0-9A-Za-z.]|\\+[nrt]";

    /// <summary>Accented Latin, Greek and Cyrillic letters, and invisible characters between letters.</summary>
    private const string Letters = @"\x{C0}-\x{24F}\x{370}-\x{52F}\x{AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}";

    private const string Digit = "0123456789";

    private const string Local = @"A-Za-z0-9._%+\\";

    private const string Domain =
        $@"(?:[A-Za-z0-9{Letters}\x{{3040}}-\x{{9FFF}}\x{{AC00}}-\x{{D7A3}}-]+(?:\.|%(?:25)*2[Ee]|\x{{3002}}|\x{{FF0E}}))+[A-Za-z{Letters}]{{2,24}}";

    /// <summary>Follows a plus sign, which some JSON writers escape.</summary>
    private const string International = @"[1-9][0-9]{0,2}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,4}\b";

    private const string NorthAmerican = @"[ .-][2-9][0-9]{2}[ .-][0-9]{4}\b";

    private static readonly Gate At = new("at", [$"@{Domain}"]) { OneOf = "@" };

    private static readonly Gate Iban = new("iban", [.. Digits(0, 9).Select(digit => $"{digit}[0-9](?: ?[A-Z0-9]{{4}}){{3}}")])
    {
        OneOf = Digit,
    };

    private static readonly Gate Cards = new("cards", [.. Digits(2, 6)
        .Select(digit => $"{digit}[0-9]{{3}}[ -]?[0-9]{{4}}[ -]?[0-9]{{4}}"), "3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}"]) { OneOf = Digit };

    private static readonly Gate Groups = new("groups", [
        .. Digits(0, 9).Select(digit => $@"{digit}[0-9]{{2}}\)?[ .-][0-9]{{2,3}}[ .-][0-9]{{4}}")]) { OneOf = Digit };

    internal static ImmutableArray<Detector> All { get; } =
    [
        Email("@", At),
        Email("%(?:25)*40", new Gate("percent 40", ["%(?:25)*40"]) { OneOf = "%" }),
        Email(@"\\+u0040", new Gate("u0040", ["u0040"]) { OneOf = "u" }),
        Email(@"(?:&|\\+u0026)#64;", new Gate("#64;", ["#64;"]) { OneOf = "#" }),
        Email(@"\x{FF20}", new Gate("full-width at", [@"\x{FF20}"]) { OneOf = "\uFF20" }),
        Email(@"\x{FE6B}", new Gate("small at", [@"\x{FE6B}"]) { OneOf = "\uFE6B" }),
        .. Enumerable.Range('A', 26).Select(letter => new Detector(
            "iban", $@"{(char)letter}[A-Z][0-9]{{2}}(?: ?[A-Z0-9]{{4}}){{3,7}}(?: ?[A-Z0-9]{{1,3}})?\b") { Gate = Iban }),
        .. new[] { @":\s*", @"\[\s*", @",\s*" }.Select(
            before => new Detector("card", "[2-6][0-9]{14,15}") { Before = before, After = @"\s*[,}\]]", Placeholder = "0", Gate = Cards }),
        new("card", @"(?:[2-6][0-9]{3}(?:[ -]?[0-9]{4}){3}|3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5})\b") { Before = Start, Gate = Cards },
        .. Digits(0, 9).Select(digit => new Detector("ssn", $@"{digit}[0-9]{{2}}-[0-9]{{2}}-[0-9]{{4}}\b") { Gate = Groups }),
        new("phone", @"\([0-9]{3}\)" + NorthAmerican) { Gate = Groups },
        .. Digits(0, 9).Select(digit => new Detector("phone", digit + @"[0-9]{2}\)?" + NorthAmerican) { Gate = Groups }),
        new("phone", $@"\+{International}"),
        new("phone", $@"\\+u002[Bb]{International}"),
        IpV4,
        new("ip", @":(?::[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*\b|[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{0,4}:)+[0-9A-Fa-f]{0,4})"),
    ];

    /// <summary>The first number stays. It looks like a four-part version.</summary>
    private static Detector IpV4 => new("ip", @"\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b");

    /// <param name="at">RE2 for one form of the at sign. Each form has its own pattern: alternatives after a class are expensive.</param>
    private static Detector Email(string at, Gate gate) => new("email", $"[{Local}{Letters}-]+{at}{Domain}") { Gate = gate };

    private static IEnumerable<string> Digits(int first, int last) => Enumerable.Range(first, last - first + 1).Select(digit => $"{digit}");
}
