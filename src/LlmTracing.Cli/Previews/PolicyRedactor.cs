using LlmTracing.Cli.Commands;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>The hash key, where no Secret can be read.</summary>
/// <param name="Variable">Environment variable in which collectors get it.</param>
/// <param name="IsSecret">Whether the variable is set; otherwise a well-known placeholder is used.</param>
internal sealed record PreviewKey(string Variable, string Text, bool IsSecret)
{
    /// <summary>Null if the plan hashes nothing.</summary>
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

/// <summary>Redacts with the plan's own interpreter.</summary>
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
