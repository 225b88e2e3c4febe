using System.Collections.Immutable;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Plan;

/// <summary>Keys whose values are names, numbers and identifiers, never user text. A closed plan keeps them.</summary>
public static class StructuralKeys
{
    /// <summary>RE2 patterns, matched against the whole key.</summary>
    public static ImmutableArray<string> Patterns { get; } =
        [.. Libraries.All.SelectMany(library => library.Structure).Select(Notation.ToRe2)];

    private const string Name = "\"[A-Za-z_.]{1,60}\"";

    private const string Count = Name + ":-?[0-9.eE+-]{1,30},?";

    /// <remarks>Details may be grouped, once.</remarks>
    private const string Counts = @"^\{(?:" + Count + "|" + Name + @":\{(?:" + Count + @")*\},?)*\}$";

    private const string Words =
        """^\[?(?:"?(?i:stop|length|tool[_-]calls?|content[_-]filter|end_turn|max_tokens|function_call|tool_use|stop_sequence|error|other|unknown|cancelled|incomplete|completed|safety|recitation|float|int8|uint8|binary|ubinary|base64)"?,?)*\]?$""";

    /// <summary>Structural keys whose values are lists or JSON, with the only form (RE2 for the JSON text) that is kept.</summary>
    public static ImmutableArray<(string Key, string Form)> Structured { get; } =
    [
        ("gen_ai.response.finish_reasons", Words),
        ("gen_ai.request.encoding_formats", Words),
        ("gen_ai.usage.input_token_details", Counts),
        ("gen_ai.usage.output_token_details", Counts),
        ("braintrust.metrics", Counts),
        ("langfuse.observation.usage_details", Counts),
        ("langfuse.observation.cost_details", Counts),
        ("langsmith.usage_metadata", Counts),
        ("mlflow.chat.tokenUsage", Counts),
        ("mlflow.llm.cost", Counts),
    ];
}
