namespace LlmTracing.Compiler.Plan.Names;

/// <summary>Names that belong to nobody.</summary>
internal static class CommonNames
{
    /// <summary>What everybody counts, so that cost can be told for a library that is not in the table.</summary>
    /// <remarks><c>tokens</c> alone is not here: it may be the tokens themselves, which are text.</remarks>
    internal static readonly Library Counts = new("Any library")
    {
        Structure =
        [
            "<path>{prompt,completion,input,output,total,cached,cache_read,cache_creation,reasoning}_tokens",
            "<path>num_{,prompt_,completion_}tokens",
            "<path>{prompt,completion,input,output,total}Tokens",
            "<path>{token_count,token_usage,tokens}.{prompt,completion,input,output,total}",
            "<path>cost_usd",
            "{,llm.}model",
        ],
    };
}
