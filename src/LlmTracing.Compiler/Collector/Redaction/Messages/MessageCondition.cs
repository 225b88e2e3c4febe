using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Collector.Redaction.Messages;

/// <summary>Statements that judge the message in <see cref="Message"/>, and the conditions on what they found.</summary>
internal sealed class MessageCondition(MessageModes modes)
{
    internal const string Message = "cache[\"message\"]";

    /// <summary>The role, if it is known, and the message as JSON text; else empty.</summary>
    private const string Judged = "cache[\"judged\"]";

    /// <summary>The role, if it is known.</summary>
    internal const string Role = "cache[\"role\"]";

    /// <summary>Loads a message of a list; a list that is too short gives one of unknown role.</summary>
    internal static IEnumerable<string> Load(string list, int index) =>
    [
        $"set({Message}, \"\")",
        $"set({Message}, {list}[{index}]) where {Exists(list, index)}",
        $"set({Judged}, \"\")",
        $"set({Role}, \"unknown\")",
        $"set({Role}, {Message}[\"role\"]) where IsMap({Message}) and IsString({Message}[\"role\"]) and IsMatch({Message}[\"role\"], {Ottl.Literal($"^{Roles.AnyName}$")})",
        $"set({Judged}, Concat([{Role}, String({Message})], \"|\")) where {Role} != \"unknown\"",
    ];

    internal static string Exists(string list, int index) => $"Len({list}) > {index}";

    /// <summary>The loaded message has this mode: the stricter of those of its role and its parts.</summary>
    internal string Has(ContentMode mode)
    {
        string[] stricter = [.. Holds(part => part > mode).Select(found => $"not {found}")];
        string[] ways =
        [
            .. IsOf(role => role == mode).Select(spoken => Ottl.All([spoken, .. stricter])),
            .. from spoken in IsOf(role => role < mode)
               from held in Holds(part => part == mode)
               select Ottl.All([spoken, held, .. stricter]),
            .. mode == modes.Strictest ? [$"{Judged} == \"\""] : Array.Empty<string>(),
        ];
        return $"({Ottl.Any(ways.Select(condition => $"({condition})"))})";
    }

    /// <summary>None or one condition.</summary>
    private IEnumerable<string> IsOf(Func<ContentMode, bool> mode) =>
        Roles.All.Any(role => mode(modes.Of(role))) ? [$"IsMatch({Judged}, {Ottl.Literal($"^{Roles.Names(role => mode(modes.Of(role)))}\\|")})"] : [];

    /// <inheritdoc cref="IsOf"/>
    private IEnumerable<string> Holds(Func<ContentMode, bool> mode)
    {
        var patterns = Roles.Parts.Where(part => mode(modes.Of(part))).Select(part => part.Pattern).ToList();
        return patterns.Count == 0 ? [] : [$"IsMatch({Judged}, {Ottl.Literal(string.Join('|', patterns))})"];
    }
}
