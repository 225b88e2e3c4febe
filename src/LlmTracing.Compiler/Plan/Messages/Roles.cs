using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Messages;

/// <summary>The speaker of a message, which determines the category of its text.</summary>
/// <param name="Names">Names of the role in libraries; lowercase words.</param>
public sealed record Role(Category Category, ImmutableArray<string> Names);

/// <summary>A part that a message of any role may hold, and its category.</summary>
/// <param name="Pattern">RE2 for the message's JSON text: the part's type, or the field that holds it.</param>
public sealed record MessagePart(Category Category, string Pattern);

/// <summary>The roles and parts of messages that all libraries share.</summary>
public static class Roles
{
    public static ImmutableArray<Role> All { get; } =
    [
        new(Category.SystemPrompt, ["system", "developer"]),
        new(Category.UserInput, ["user", "human"]),
        new(Category.Completion, ["assistant", "model", "ai"]),
        new(Category.ToolResults, ["tool", "function"]),
    ];

    /// <summary>A message with such a part gets the stricter mode of its role and of the part.</summary>
    public static ImmutableArray<MessagePart> Parts { get; } =
    [
        new(
            Category.ToolArguments,
            "\"[A-Za-z_-]*(?:tool[-_]?[Cc]alls?|tool[-_]?[Uu]se|tool[-_]?[Ii]nvocations?|function[-_]?[Cc]alls?|(?:mcp|computer|code_interpreter|web_search|file_search)_call|executable_?[Cc]ode|dynamic-tool)\""),
        new(
            Category.ToolResults,
            "\"[A-Za-z_-]*(?:tool[-_]?(?:[Cc]all[-_]?)?(?:[Rr]esponse|[Rr]esult|[Rr]eturn)|function[-_]?[Rr]esponse|_call_output|code_?[Ee]xecution_?[Rr]esult|tool-output-[a-z]+)\""),
    ];

    /// <summary>RE2 for all names, without anchors.</summary>
    public static string AnyName { get; } = Names(_ => true);

    /// <summary>RE2 for the names of some roles, without anchors.</summary>
    public static string Names(Func<Role, bool> selected) => $"(?:{string.Join('|', All.Where(selected).SelectMany(role => role.Names))})";
}
