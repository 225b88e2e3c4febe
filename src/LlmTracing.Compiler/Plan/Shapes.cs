namespace LlmTracing.Compiler.Plan;

/// <summary>What keys, names and values of metadata look like; RE2. Whatever looks otherwise may be text of a user.</summary>
public static class Shapes
{
    /// <summary>Keys with odd characters, long numbers or long words: somebody's data became a key.</summary>
    public const string SuspiciousKey = @"[^A-Za-z0-9_.:/\[\]-]|[0-9]{6,}|[A-Za-z0-9_-]{48,}";

    public const string SchemaUrl = @"^(?:https://opentelemetry\.io/schemas/[0-9.]+)?$";

    /// <summary>
    /// One word; one word behind a known operation; a method with a path of one segment, or one that is a template. A path with
    /// several plain segments may be that of a request, with names in it.
    /// </summary>
    public const string SpanName =
        "^(?:(?:chat|text_completion|completion|embeddings|embed|generate_content|execute_tool|invoke_agent|create_agent|invoke_workflow|retrieval|rerank|HTTP|SELECT|INSERT|UPDATE|DELETE|pg\\.query:[A-Z]+|middleware -) )?[A-Za-z0-9_.:{}*-]{1,80}$"
        + "|^(?:HTTP )?(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|request handler -)(?: /[A-Za-z0-9_.-]{0,40}| (?:/[A-Za-z0-9_.-]{1,40})*(?:/(?::[A-Za-z_]{1,40}|\\{[A-Za-z_]{1,40}\\}))+(?:/[A-Za-z0-9_.:{}-]{1,40})*)?$"
        + "|^OpenAI (?:Chat Completions|Completions|Embeddings|Responses)$"
        + "|^(?:chat|embeddings|text_completion|generate_content) [A-Za-z0-9_.:/-]{1,80}$";

    public const string EventName = "^[A-Za-z0-9_.:/-]{1,80}$";

    /// <summary>A package name, also in the form <c>@scope/name</c>.</summary>
    public const string ScopeName = "^(?:@?[A-Za-z0-9_.:/-]{1,80})?$";

    public const string ScopeVersion = @"^[A-Za-z0-9_.+-]{0,40}$";

    public const string Severity = "^[A-Za-z0-9]{0,16}$";

    public const string LogEventName = "^[A-Za-z0-9_.-]{0,80}$";

    /// <summary>Matches a whole value that is no identifier or number.</summary>
    public const string NotAnIdentifier = "(?s)^.*[^A-Za-z0-9_.:/@+-].*$";

    /// <summary>Matches a whole value that is too long for an identifier.</summary>
    public const string TooLong = "(?s)^.{512,}$";

    /// <summary>Stands for a name that was replaced.</summary>
    public const string Dropped = "[DROPPED]";
}
