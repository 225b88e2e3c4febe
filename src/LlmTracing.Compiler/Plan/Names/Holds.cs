using System.Collections.Immutable;
using static LlmTracing.Compiler.Plan.Category;

namespace LlmTracing.Compiler.Plan.Names;

/// <summary>Categories that occur together.</summary>
public static class Holds
{
    /// <summary>A chat history.</summary>
    public static readonly ImmutableArray<Category> Conversation = [SystemPrompt, UserInput, Completion, ToolArguments, ToolResults];

    /// <summary>What goes into or comes out of any step: a model call, a tool, a search.</summary>
    public static readonly ImmutableArray<Category> Anything = [.. Conversation, Retrieval];

    /// <summary>What a model answers.</summary>
    public static readonly ImmutableArray<Category> Answer = [Completion, ToolArguments];

    /// <summary>An evaluation, which may quote the question and the answer.</summary>
    public static readonly ImmutableArray<Category> Judgement = [UserInput, Completion];

    /// <summary>A task or template, and the values filled in.</summary>
    public static readonly ImmutableArray<Category> Assignment = [SystemPrompt, UserInput];

    /// <summary>A database query, run for a tool or for retrieval.</summary>
    public static readonly ImmutableArray<Category> Query = [ToolArguments, Retrieval];
}
