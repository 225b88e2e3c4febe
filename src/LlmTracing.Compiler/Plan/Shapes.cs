namespace LlmTracing.Compiler.Plan;

/// <summary>Shapes of metadata keys, names and values, in RE2. Anything else may be user text.</summary>
public static class Shapes
{
    /// <summary>Keys with odd characters, long numbers, long words or the start of a credential: data that became a key.</summary>
    public const string SuspiciousKey = @"[^A-Za-z0-9_.:/\[\]-]|[0-9]{6,}|[A-Za-z0-9_-]{48,}|"
        + "[spr]k[-_](?:live|test|proj|ant|lf|svcacct|admin)[-_]|(?:sk-|gh[pousr]_|hf_|gsk_|xai-|r8_|npm_|hvs\\.)[A-Za-z0-9]{20}|github_pat_|gl(?:pat|ptt|dt|rt)-"
        + "|xox[abeoprs]-|xapp-|whsec_|lsv2_(?:pt|sk)_|pcsk_|tvly-|dapi[0-9a-f]{20}|SG\\.[A-Za-z0-9_-]{16}|AIza[0-9A-Za-z_-]{20}|GOCSPX-|A(?:KIA|SIA)[A-Z2-7]{16}|eyJ[A-Za-z0-9_-]{8,}\\.eyJ";

    public const string SchemaUrl = @"^(?:https://opentelemetry\.io/schemas/[0-9.]+)?$";

    /// <summary>
    /// One word; one word after a known operation; a method with a path of one segment, or a path template. A path with
    /// several plain segments may be a request path that contains names.
    /// </summary>
    public const string SpanName =
        "^(?:(?:chat|text_completion|completion|embeddings|embed|generate_content|execute_tool|invoke_agent|create_agent|invoke_workflow|retrieval|rerank|HTTP|SELECT|INSERT|UPDATE|DELETE|pg\\.query:[A-Z]+|middleware -) )?[A-Za-z0-9_.:{}*-]{1,80}$"
        + "|^(?:HTTP )?(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|request handler -)(?: /[A-Za-z0-9_.-]{0,40}| "
        + "(?:/[A-Za-z0-9_.-]{1,40})*(?:/(?::[A-Za-z_]{1,40}|\\{[A-Za-z_]{1,40}\\}))+(?:/[A-Za-z0-9_.:{}-]{1,40})*)?$"
        + "|^OpenAI (?:Chat Completions|Completions|Embeddings|Responses)$"
        + "|^(?:chat|embeddings|text_completion|generate_content) [A-Za-z0-9_.:/-]{1,80}$";

    public const string EventName = "^[A-Za-z0-9_.:/-]{1,80}$";

    /// <summary>A package name, also in the form <c>@scope/name</c>.</summary>
    public const string ScopeName = "^(?:@?[A-Za-z0-9_.:/-]{1,80})?$";

    public const string ScopeVersion = @"^[A-Za-z0-9_.+-]{0,40}$";

    public const string Severity = "^[A-Za-z0-9]{0,16}$";

    public const string LogEventName = "^[A-Za-z0-9_.-]{0,80}$";

    /// <summary>Matches a whole value that is neither an identifier nor a number.</summary>
    public const string NotAnIdentifier = "(?s)^.*[^A-Za-z0-9_.:/@+-].*$";

    /// <summary>Matches a whole value that is too long for an identifier.</summary>
    public const string TooLong = "(?s)^.{512,}$";

    /// <summary>Replacement for a name.</summary>
    public const string Dropped = "[DROPPED]";
}
