using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Preview;

/// <summary>The role of a message, if it is known, and the mode that a plan has for it.</summary>
internal sealed record MessageJudgement(string Role, ContentMode Mode)
{
    private static readonly Dictionary<MessagePart, KeyPattern> Parts = Roles.Parts.ToDictionary(part => part, part => KeyPattern.Anywhere(part.Pattern));

    /// <summary>What is hashed and measured: JSON text, but a text is itself, and bytes alone are hex.</summary>
    internal static string Text(JsonObject message) => AnyValue.Kind(message) switch
    {
        AnyValue.String or "" => AnyValue.AsText(message),
        AnyValue.Bytes => Convert.ToHexStringLower(Convert.FromBase64String(AnyValue.AsText(message))),
        _ => GoJson.Text(message, ottl: true),
    };

    /// <summary>Whether a message or payload, as text, has such a part.</summary>
    internal static bool Holds(string text, MessagePart part) => Parts[part].Matches(text);

    /// <param name="message">OTLP value; anything may stand in a list.</param>
    internal static MessageJudgement Of(JsonObject message, MessageModes modes)
    {
        var name = AnyValue.Member(message, "role") is { } value && AnyValue.Kind(value) == AnyValue.String ? AnyValue.AsText(value) : "";
        if (Roles.All.FirstOrDefault(role => role.Names.Contains(name)) is not { } role)
        {
            return new("unknown", modes.Strictest);
        }

        var text = Text(message);
        var mode = modes.Of(role);
        foreach (var part in Roles.Parts)
        {
            mode = modes.Of(part) > mode && Holds(text, part) ? modes.Of(part) : mode;
        }

        return new(name, mode);
    }
}
