namespace LlmTracing.Compiler.Plan;

/// <summary>What hashed content looks like: <c>hmac-sha256:</c> and 64 hex digits.</summary>
/// <remarks>The digest is the HMAC-SHA-256, with the policy's key, of <see cref="Marker"/> and the SHA-256 of the text in hex.</remarks>
public static class Hashes
{
    public const string Prefix = "hmac-sha256:";

    /// <summary>Prefix of the digest that is the input of the keyed hash.</summary>
    public const string Marker = Staging.Prefix + "sha256:";
}
