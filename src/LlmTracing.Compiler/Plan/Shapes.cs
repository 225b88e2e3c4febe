namespace LlmTracing.Compiler.Plan;

/// <summary>What keys, names and values of metadata look like; RE2. Whatever looks otherwise may be text of a user.</summary>
public static class Shapes
{
    /// <summary>Keys with odd characters, long numbers or long words: somebody's data became a key.</summary>
    public const string SuspiciousKey = @"[^A-Za-z0-9_.:/\[\]-]|[0-9]{6,}|[A-Za-z0-9_-]{48,}";

    public const string SchemaUrl = @"^(?:https://opentelemetry\.io/schemas/[0-9.]+)?$";

    /// <summary>One word, or one word behind a known operation.</summary>
    public const string SpanName =
        @"^(?:(?:chat|text_completion|completion|embeddings|embed|generate_content|execute_tool|invoke_agent|create_agent|invoke_workflow|retrieval|rerank|HTTP|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|SELECT|INSERT|UPDATE|pg\.query:[A-Z]+|middleware -|request handler -) )?[A-Za-z0-9_.:/{}*-]{1,80}$|^OpenAI (?:Chat Completions|Completions|Embeddings|Responses)$";

    public const string EventName = "^[A-Za-z0-9_.:/-]{1,80}$";

    /// <summary>A package name, also in the form <c>@scope/name</c>.</summary>
    public const string ScopeName = "^(?:@?[A-Za-z0-9_.:/-]{1,80})?$";

    public const string ScopeVersion = @"^[A-Za-z0-9_.+-]{0,40}$";

    public const string Severity = "^[A-Za-z0-9]{0,16}$";

    public const string LogEventName = "^[A-Za-z0-9_.-]{0,80}$";

    /// <summary>Matches a whole value that is no identifier, number or list of them.</summary>
    public const string NotAnIdentifier = """(?s)^.*[^A-Za-z0-9_.:/@+"\[\]{},-].*$""";

    /// <summary>Matches a whole value that is too long for an identifier.</summary>
    public const string TooLong = "(?s)^.{512,}$";

    /// <summary>Stands for a name that was replaced.</summary>
    public const string Dropped = "[DROPPED]";
}
