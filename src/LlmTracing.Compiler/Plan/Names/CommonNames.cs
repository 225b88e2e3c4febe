namespace LlmTracing.Compiler.Plan.Names;

/// <summary>A net below the libraries: what a library that is not in the table most likely calls its models and counts.</summary>
internal static class CommonNames
{
    /// <remarks><c>tokens</c> alone is not here: it may be the tokens themselves, which are text.</remarks>
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
