using System.CommandLine.Parsing;
using Kube.Model;

namespace LlmTracing.Cli.Commands;

/// <summary>A policy on the command line.</summary>
internal static class PolicyKey
{
    public static ObjectKey? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Split('/') is [{ Length: > 0 } @namespace, { Length: > 0 } name])
        {
            return new ObjectKey(@namespace, name);
        }

        result.AddError($"A policy is named as NAMESPACE/POLICY such as llm-tracing-system/masked, not '{text}'.");
        return null;
    }
}
