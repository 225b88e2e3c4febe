using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Contact, identity, payment and network addresses.</summary>
/// <remarks>RE2 can't compute check digits: any number of the right form counts. No card begins with 0 or 1, as times and ids may.</remarks>
internal static class PersonalData
{
    /// <summary>A number does not begin in the middle of a word, a number or a fraction; behind an escaped newline it may.</summary>
    private const string Start = @"^|[^0-9A-Za-z.]|\\+[nrt]";

    /// <summary>Letters of accented Latin, Greek and Cyrillic, and what is not seen between letters.</summary>
    private const string Letters = @"\x{C0}-\x{24F}\x{370}-\x{52F}\x{AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}";

    private const string Domain =
        $@"(?:[A-Za-z0-9{Letters}\x{{3040}}-\x{{9FFF}}\x{{AC00}}-\x{{D7A3}}-]+(?:\.|%(?:25)*2[Ee]|\x{{3002}}|\x{{FF0E}}))+[A-Za-z{Letters}]{{2,24}}";

    /// <summary>Behind a plus sign, which some writers of JSON escape.</summary>
    private const string International = @"[1-9][0-9]{0,2}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,4}\b";

    private static readonly Gate Numbers = FromDigit(
        "numbers", @"[0-9]{2}(?:-[0-9]{2}-[0-9]{4}|[0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|[0-9][ -]?[0-9]{6}[ -]?[0-9]{5}|\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4})");

    internal static ImmutableArray<Detector> All { get; } =
    [
        Email("@", $"@{Domain}"),
        Email("%(?:25)*40", "%(?:25)*40"),
        Email(@"\\+u0040", "u0040"),
        Email(@"(?:&|\\+u0026)#64;", "#64;"),
        Email(@"\x{FF20}", @"\x{FF20}"),
        Email(@"\x{FE6B}", @"\x{FE6B}"),
        new("iban", @"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b") { Gate = FromDigit("iban", "[0-9](?: ?[A-Z0-9]{4}){3}") },
        new("card", "[2-6][0-9]{14,15}") { Before = @"[:\[,]\s*", After = @"\s*[,}\]]", Placeholder = "0", Gate = Numbers },
        new("card", @"(?:[2-6][0-9]{3}(?:[ -]?[0-9]{4}){3}|3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5})\b") { Before = Start, Gate = Numbers },
        new("ssn", @"[0-9]{3}-[0-9]{2}-[0-9]{4}\b") { Before = Start, Gate = Numbers },
        new("phone", @"\(?[0-9]{3}\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}\b") { Before = Start, Gate = Numbers },
        new("phone", $@"\+{International}"),
        new("phone", $@"\\+u002[Bb]{International}"),
        IpV4,
        new("ip", @":(?::[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*\b|[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{0,4}:)+[0-9A-Fa-f]{0,4})"),
    ];

    /// <summary>The first number stays. Looks like a version of four parts.</summary>
    private static Detector IpV4 => new("ip", @"\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b");

    /// <param name="at">RE2 of an encoding of the at sign: each has its own pattern, because alternatives behind a class are dear.</param>
    private static Detector Email(string at, string gate) =>
        new("email", $@"[A-Za-z0-9._%+\\{Letters}-]+{at}{Domain}") { Gate = new Gate($"email {at}", [gate]) };

    /// <summary>One pattern for each first digit, so that each begins with literal text.</summary>
    private static Gate FromDigit(string name, string rest) => new(name, [.. Enumerable.Range(0, 10).Select(digit => $"{digit}{rest}")]);
}
