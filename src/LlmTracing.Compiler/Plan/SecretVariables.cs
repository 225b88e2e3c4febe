using System.Text;
using Kube.Model;

namespace LlmTracing.Compiler.Plan;

/// <summary>Names of the environment variables by which collectors get what Secrets hold.</summary>
public static class SecretVariables
{
    public static string Header(string backend, string header) => Name("BACKEND", backend, "HEADER", header);

    public static string LangfusePublicKey(string backend) => Name("BACKEND", backend, "LANGFUSE_PUBLIC_KEY");

    public static string LangfuseSecretKey(string backend) => Name("BACKEND", backend, "LANGFUSE_SECRET_KEY");

    public static string HashKey(KeySelector secret) => Name("HASH_KEY", secret.Name, secret.Key);

    private static string Name(params ReadOnlySpan<string> parts)
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

        return name.ToString();
    }
}
