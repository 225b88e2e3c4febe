using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Plan;

/// <summary>
/// Keys under which text outside attributes is staged while a plan is applied. Anything that arrives with such a key is deleted first.
/// </summary>
public static class Staging
{
    public const string Prefix = "__ltp.";

    public const string Name = Prefix + "name";

    public const string Version = Prefix + "version";

    public const string EventName = Prefix + "event";

    public const string Severity = Prefix + "severity";

    /// <summary>Set while an item's attributes can be written as JSON, which a number that is not finite cannot.</summary>
    public const string Readable = Prefix + "readable";

    /// <summary>Set if a body was a map or a list and is restored from its JSON text.</summary>
    public const string JsonBody = Prefix + "json";

    /// <summary>Set while the body of a log record can be written as JSON, which a number that is not finite cannot.</summary>
    public const string Finite = Prefix + "finite";

    /// <summary>Status message of a span; content of category <see cref="Category.Errors"/>.</summary>
    public const string Status = Prefix + "status";

    /// <summary>Body of a log record whose event is not in the vocabulary; for known events, the event's kind follows.</summary>
    public const string AnyBody = Prefix + "body";

    /// <summary>Prefix of the kind of an event and the key of a payload attribute.</summary>
    public const string PayloadPrefix = Prefix + "payload.";

    /// <summary>Holds values that some steps must skip.</summary>
    public const string Aside = Prefix + "aside";

    /// <summary>Prefix of the role and the key of a message's content.</summary>
    public const string Spoken = Prefix + "as.";

    public static readonly string SpokenPattern = Regex.Escape(Spoken);

    /// <summary>Names and flags: staged values without a category.</summary>
    public static readonly string NamesAndFlags = Regex.Escape(Prefix) + "(?:name|version|event|severity|json|finite|text\\..+)";

    public static readonly string StatusPattern = Regex.Escape(Status);

    public static readonly string DefaultBodyPattern = Regex.Escape(AnyBody);

    public static readonly string AnyPattern = Regex.Escape(Prefix);

    /// <summary>What belongs to a list of messages while it is judged.</summary>
    public static string Messages(ListPart part, string list) => $"{Prefix}{Word(part)}.{list}";

    /// <summary>The same for all lists.</summary>
    public static string PatternOf(ListPart part) => $"{AnyPattern}{Word(part)}\\..+";

    /// <summary>Where the body of a log record of this kind is staged.</summary>
    public static string Body(EventKind kind) => $"{AnyBody}.{kind.Name}";

    /// <summary>Where a payload attribute of a span event of this kind is staged.</summary>
    public static string Payload(EventKind kind, string key) => $"{PayloadPrefix}{kind.Name}.{key}";

    /// <summary>Everything staged for a kind.</summary>
    public static string PatternOf(EventKind kind) => $"{AnyPattern}(?:body\\.{kind.Name}|payload\\.{kind.Name}\\..+)";

    private static string Word(ListPart part) => part.ToString().ToLowerInvariant();
}
