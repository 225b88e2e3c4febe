using System.Text;
using Kube.Model;

namespace LlmTracing.Compiler.Plan;

/// <summary>Names of the environment variables that pass Secret values to collectors.</summary>
/// <remarks>
/// A name is readable and ends with a digest of its source: <c>a-b</c> and <c>a.b</c> look the same in a variable name,
/// and two values must never share one.
/// </remarks>
public static class SecretVariables
{
    private const int DigestDigits = 10;

    public static string Header(string backend, string header) => Name("BACKEND", backend, "HEADER", header);

    public static string LangfusePublicKey(string backend) => Name("BACKEND", backend, "LANGFUSE", "PUBLIC_KEY");

    public static string LangfuseSecretKey(string backend) => Name("BACKEND", backend, "LANGFUSE", "SECRET_KEY");

    public static string HashKey(KeySelector secret) => Name("HASH", "KEY", secret.Name, secret.Key);

    private static string Name(params string[] parts)
    {
        var name = new StringBuilder("LLMTRACING");
        foreach (var part in parts)
        {
            name.Append('_');
            foreach (var character in part)
            {
                name.Append(char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_');
            }
        }

        var digest = PlanDigest.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)), DigestDigits);
        return name.Append('_').Append(digest.ToUpperInvariant()).ToString();
    }
}
