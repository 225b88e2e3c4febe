using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Tests.Preview;

namespace LlmTracing.Compiler.Tests.Collector.Attacks;

/// <summary>The same attacks under plans of every mode, through the real collector.</summary>
public sealed partial class ModeTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Masked_values_tell_nothing() => (await Faults(Some.Plan("masked"), Attack.Credential, Attack.Card, Attack.Address)).ShouldBeEmpty();

    [Fact]
    public async Task Dropped_values_leave_nothing() => (await Faults(Some.Plan("strict"), Attack.Credential, Attack.Card, Attack.Address, Attack.Word)).ShouldBeEmpty();

    [Fact]
    public async Task Hashed_values_are_only_their_digests() => (await Faults(Plans.All["hashed"], Attack.Credential, Attack.Card, Attack.Address, Attack.Word)).ShouldBeEmpty();

    [Fact]
    public async Task Truncated_values_tell_their_beginning_only() =>
        (await Faults(RedactionPlanner.From(Some.Policy(ContentMode.Truncate) with { MaxContentLength = 40 }), Attack.Credential, Attack.Card, Attack.Address, Attack.Word)).ShouldBeEmpty();

    /// <remarks>It keeps completions and session ids.</remarks>
    [Fact]
    public async Task A_closed_plan_lets_no_content_pass() => (await Faults(Plans.All["closed"], Attack.Credential)).ShouldBeEmpty();

    private static async Task<List<string>> Faults(RedactionPlan plan, params string[] secrets)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var collector = await RunningCollector.Start(plan, Plans.HashKey, cancel);
        var faults = new List<string>();
        foreach (var attack in Attack.All)
        {
            var arrived = await collector.Send(attack.Signal, attack.Request.ToJsonString(Readable), cancel);
            Structure.Items(arrived, attack.Signal).Count().ShouldBe(1, attack.Name);
            faults.AddRange(Faults(attack, arrived, secrets).Select(fault => $"{attack.Name}: {fault}"));
        }

        return faults;
    }

    private static IEnumerable<string> Faults(Attack attack, JsonNode arrived, string[] secrets)
    {
        var text = arrived.ToJsonString(Readable);
        var found = secrets.Concat(attack.Secret is { } secret ? [secret] : [])
            .Where(one => text.Contains(one, StringComparison.Ordinal) || Decoded(arrived).Any(bytes => bytes.Contains(one, StringComparison.Ordinal)));
        var unkeyed = attack.Contents.Select(content => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
        return
        [
            .. found.Select(one => $"{one} in {text[..Math.Min(text.Length, 1000)]}"),
            .. unkeyed.Intersect(Digest().Matches(text).Select(match => match.Value)).Select(_ => "a digest without key"),
            .. text.Contains(Staging.Prefix, StringComparison.Ordinal) ? ["a staging key"] : Array.Empty<string>(),
        ];
    }

    /// <summary>All bytes, as text.</summary>
    private static IEnumerable<string> Decoded(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => member.Key == "bytesValue" ? [Encoding.UTF8.GetString(Convert.FromBase64String(member.Value!.ToString()))] : Decoded(member.Value)),
        JsonArray list => list.SelectMany(Decoded),
        _ => [],
    };

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Digest();
}
