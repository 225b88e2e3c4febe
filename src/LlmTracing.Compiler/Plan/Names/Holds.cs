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

    /// <summary>A judgement, which may quote what was asked and answered.</summary>
    public static readonly ImmutableArray<Category> Judgement = [UserInput, Completion];

    /// <summary>A task or template, and what was filled in.</summary>
    public static readonly ImmutableArray<Category> Assignment = [SystemPrompt, UserInput];

    /// <summary>A query of a database, run for a tool or to retrieve.</summary>
    public static readonly ImmutableArray<Category> Query = [ToolArguments, Retrieval];
}
