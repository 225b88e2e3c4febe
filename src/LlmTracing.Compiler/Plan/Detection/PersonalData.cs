using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Detection;

/// <summary>Contact, identity, payment and network addresses.</summary>
/// <remarks>RE2 can't compute check digits: any number of the right form counts.</remarks>
internal static class PersonalData
{
    /// <summary>A number does not begin in the middle of a word, a number or a fraction; behind an escaped newline it may.</summary>
    private const string Start = @"^|[^0-9A-Za-z.]|\\+[nrt]";

    /// <summary>Letters of accented Latin, Greek and Cyrillic, and what is not seen between letters.</summary>
    private const string Letters = @"\x{C0}-\x{24F}\x{370}-\x{52F}\x{AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}";

    internal static ImmutableArray<Detector> All { get; } =
    [
        new("email", $@"[A-Za-z0-9._%+\\{Letters}-]+(?:@|%(?:25)*40|\\+u0040|&#64;|\x{{FF20}}|\x{{FE6B}})(?:[A-Za-z0-9{Letters}\x{{3040}}-\x{{9FFF}}\x{{AC00}}-\x{{D7A3}}-]+(?:\.|%(?:25)*2[Ee]|\x{{3002}}|\x{{FF0E}}))+[A-Za-z{Letters}]{{2,24}}"),
        new("iban", @"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"),
        new("card", "[0-9]{15,16}") { Before = @"[:\[,]\s*", After = @"\s*[,}\]]", Placeholder = "0" },
        new("card", @"[0-9]{4}(?:[ -]?[0-9]{4}){3}\b") { Before = Start },
        new("card", @"3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}\b") { Before = Start },
        new("ssn", @"[0-9]{3}-[0-9]{2}-[0-9]{4}\b") { Before = Start },
        new("phone", @"\(?[0-9]{3}\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}\b") { Before = Start },
        new("phone", @"\+[1-9][0-9]{0,2}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,4}\b"),
        IpV4,
        new("ip", @":(?::[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*\b|[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{0,4}:)+[0-9A-Fa-f]{0,4})"),
    ];

    /// <summary>The first number stays. Looks like a version of four parts.</summary>
    private static Detector IpV4 => new("ip", @"\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b");
}
