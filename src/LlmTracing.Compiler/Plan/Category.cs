using System.Text.Json.Serialization;

namespace LlmTracing.Compiler.Plan;

/// <summary>What a piece of content is to the conversation.</summary>
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
