using LlmTracing.Cli.Commands;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>The key of hashes where no Secret can be read.</summary>
/// <param name="Variable">Environment variable that collectors get it by.</param>
/// <param name="IsSecret">The variable is set; else the key is one that everybody knows.</param>
internal sealed record PreviewKey(string Variable, string Text, bool IsSecret)
{
    /// <summary>Null when the plan hashes nothing.</summary>
    public static PreviewKey? Of(RedactionPlan plan, CliContext context)
    {
        if (plan.HashKey is not { } secret)
        {
            return null;
        }

        var variable = SecretVariables.HashKey(secret);
        return context.Variable(variable) is { Length: > 0 } key
            ? new PreviewKey(variable, key, true)
            : new PreviewKey(variable, "a key for previews, which is no secret", false);
    }

    public override string ToString() => Variable;
}

/// <summary>Redaction by the plan itself.</summary>
internal static class PolicyRedactor
{
    /// <exception cref="UsageException">Only the collector can apply the plan.</exception>
    public static Redactor Of(RedactionPlan plan, PreviewKey? key)
    {
        try
        {
            return new Redactor(plan, key is null ? null : new HashKey(key.Text));
        }
        catch (NotSupportedException)
        {
            throw new UsageException(
                "a pattern of the policy uses a Unicode script, which only the collector supports; preview cannot show this policy.");
        }
    }
}
