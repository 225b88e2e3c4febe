using System.CommandLine.Parsing;
using Kube.Model;

namespace LlmTracing.Cli.Commands;

/// <summary>A policy by namespace and name, on the command line and in tests.</summary>
internal static class PolicyKey
{
    public static ObjectKey? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Parse(text) is { } key)
        {
            return key;
        }

        result.AddError($"'{text}' is not a policy name: use NAMESPACE/POLICY, such as llm-tracing-system/masked.");
        return null;
    }

    /// <summary>Null if the text is not NAMESPACE/POLICY.</summary>
    public static ObjectKey? Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } @namespace, { Length: > 0 } name] ? new ObjectKey(@namespace, name) : null;
}
