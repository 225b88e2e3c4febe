using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kube.Model;

namespace LlmTracing.Compiler.Plan;

/// <summary>Content hashes, used to name configurations and compare plans.</summary>
public static class PlanDigest
{
    /// <summary>Options that know plans.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = KubeJson.Create(PlanJsonContext.Default);

    /// <summary>Eight hex digits of the SHA-256 of the canonical plan.</summary>
    public static string Of(RedactionPlan plan) => Of(KubeJson.Serialize(plan, JsonOptions.TypeInfo<RedactionPlan>()), 8);

    /// <summary>The first <paramref name="digits"/> hex digits of the SHA-256 of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int digits) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..digits];
}

[JsonSerializable(typeof(RedactionPlan))]
[JsonSerializable(typeof(System.Collections.Immutable.ImmutableSortedDictionary<string, RedactionPlan>))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
