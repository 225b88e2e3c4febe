namespace LlmTracing.Compiler.Plan.Names;

/// <summary>A safety net: likely names of models and counts in libraries that are not in the table.</summary>
internal static class CommonNames
{
    /// <remarks>Without plain <c>tokens</c>, which may be the tokens themselves, and so text.</remarks>
    internal static readonly Library Library = new("Any library")
    {
        Structure =
        [
            "<path>{prompt,completion,input,output,total,cached,cache_read,cache_creation,reasoning,max}_tokens",
            "<path>num_{,prompt_,completion_}tokens",
            "<path>{prompt,completion,input,output,total}Tokens",
            "<path>usage.{,<Word>.}{tokens,<Word>Tokens}",
            "<path>token_count.<word>{,.<word>}",
            "<path>{token_usage,tokens}.{prompt,completion,input,output,total}",
            "<path>cost_usd",
            "<path>{request.model,response.model,model_name,model.name,model.id}",
            "{,llm.}model",
        ],
    };
}
