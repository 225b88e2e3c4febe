using System.Security.Cryptography;
using System.Text;

namespace LlmTracing.Compiler.Preview;

/// <summary>Key of hashes, of identities and of content: the text that the Secret holds. Never shown.</summary>
public sealed class HashKey(string text)
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(text);

    /// <summary>HMAC-SHA-256 in hex.</summary>
    internal string Digest(string value) => Convert.ToHexStringLower(HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes(value)));
}
