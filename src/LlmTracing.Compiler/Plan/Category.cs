using System.Text.Json.Serialization;

namespace LlmTracing.Compiler.Plan;

/// <summary>The role of a piece of content in a conversation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Category>))]
public enum Category
{
    SystemPrompt,
    UserInput,
    Completion,
    ToolArguments,
    ToolResults,
    Retrieval,
    Embeddings,
    Media,
    Errors,
}
