using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Plan.Messages;

/// <summary>What a plan does to single messages.</summary>
public sealed class MessageModes(RedactionPlan plan)
{
    /// <summary>The mode of a message with an unknown role, which may also be a document.</summary>
    public ContentMode Strictest { get; } = plan.Strictest(Holds.Anything);

    /// <summary>
    /// Whether messages are judged one by one: if their modes differ, or a mode would destroy the list. Otherwise one mode applies to the
    /// whole value, which is cheaper.
    /// </summary>
    public bool Differ =>
        Strictest is ContentMode.Hash or ContentMode.Truncate || Holds.Conversation.Any(category => plan[category] != Strictest);

    /// <summary>Whether some message may have this mode.</summary>
    public bool Uses(ContentMode mode) => mode == Strictest || UsesForRoles(mode);

    /// <summary>Whether a message of known role may have this mode.</summary>
    public bool UsesForRoles(ContentMode mode) => Holds.Conversation.Any(category => plan[category] == mode);

    /// <summary>The mode of a role.</summary>
    public ContentMode Of(Role role) => plan[role.Category];

    /// <summary>The mode of a part.</summary>
    public ContentMode Of(MessagePart part) => plan[part.Category];
}
