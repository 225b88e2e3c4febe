using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Messages;
using LlmTracing.Compiler.Plan.Detection;

namespace LlmTracing.Compiler.Preview;

/// <summary>What a plan does to telemetry, without a collector: the executable specification of redaction. Build it once, apply it often, from any thread.</summary>
/// <remarks>The collector configuration of the same plan has the same effect; a test compares the two on recorded telemetry.</remarks>
public sealed class Redactor
{
    private static readonly Regex Line = Re2.Compile(".*", KeyPattern.Timeout);

    private readonly HashKey key;

    /// <summary>Compiles a plan that passed validation.</summary>
    /// <param name="key">For hashes. Without one they are made with an empty key: equal values stay equal, but the digests are not those of the cluster.</param>
    /// <exception cref="Re2Exception">A pattern of the plan is no RE2.</exception>
    /// <exception cref="NotSupportedException">A pattern of the plan names a Unicode script.</exception>
    public Redactor(RedactionPlan plan, HashKey? key)
    {
        foreach (var pattern in plan.Allow.Concat(plan.Deny))
        {
            Re2.Require(pattern);
        }

        Plan = plan;
        this.key = key ?? new HashKey("");
        Keys = new KeyDecisions(plan);
        Denied = KeyPattern.Whole(plan.Deny);
        Messages = new MessageModes(plan);
        Everywhere = new Detection(DetectorSelection.Everywhere(plan));
        OutsideKept = new Detection(DetectorSelection.OutsideKeptContent(plan));
    }

    internal RedactionPlan Plan { get; }

    internal KeyDecisions Keys { get; }

    internal KeyPattern Denied { get; }

    internal MessageModes Messages { get; }

    /// <summary>Whether any detector runs.</summary>
    internal bool Masks => !Everywhere.IsEmpty || !OutsideKept.IsEmpty;

    internal Detection Everywhere { get; }

    internal Detection OutsideKept { get; }

    /// <summary>The request after redaction, and what was done; the argument is not changed.</summary>
    /// <exception cref="RegexMatchTimeoutException">A pattern with <c>\b</c> took longer than half a minute on one value.</exception>
    public PreviewResult Apply(OtlpRequest request)
    {
        var copy = request.Copy();
        var run = new RedactionRun(this);
        run.Traces(copy.Root);
        run.Logs(copy.Root);
        return new(copy, [.. run.Changes]);
    }

    /// <summary>The keyed digest of content.</summary>
    internal string ContentHash(string text) =>
        Hashes.Prefix + key.Digest(Hashes.Marker + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Line by line, as the collector's <c>redaction</c> processor does.</summary>
    internal string IdentityHash(string value) => Re2.Replace(Line, value, line => key.Digest(line.Value));
}

/// <summary>A request after redaction.</summary>
/// <param name="Request">Without the dropped spans, and without resources and scopes that hold none any more.</param>
/// <param name="Changes">All that happened, in the order of the request.</param>
public sealed record PreviewResult(OtlpRequest Request, ImmutableArray<Change> Changes);
