using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Model;
using LlmTracing.Cli.Manifests;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>What a policy must do to a recorded trace.</summary>
/// <param name="Trace">Path of the recording.</param>
internal sealed record PolicyCase(ManifestDocument Document, ObjectKey Policy, string Trace, ImmutableArray<Expectation> Expectations);

/// <summary>Something that must be true of the output.</summary>
internal sealed record Expectation(string Name, Scope Where, Check Check, Location At);

/// <summary>Where to look; each given part narrows the search. Names are those after redaction.</summary>
/// <param name="Span">Spans with this name, and their events.</param>
/// <param name="Event">Span events with this name.</param>
/// <param name="Log">Log records with this event name.</param>
/// <param name="Attribute">Attributes with this key.</param>
internal sealed record Scope(string? Span, string? Event, string? Log, string? Attribute)
{
    public bool IsEverything => this is { Span: null, Event: null, Log: null, Attribute: null };

    public override string ToString() =>
        IsEverything ? "the output" : string.Join(
            " of ", new[] { Part("attribute", Attribute), Part("event", Event), Part("span", Span), Part("log", Log) }.OfType<string>());

    private static string? Part(string kind, string? name) => name is null ? null : $"{kind} \"{Shown.Short(name)}\"";
}

/// <summary>What to find there.</summary>
internal abstract record Check
{
    private Check()
    {
    }

    /// <summary>The text does not occur, in any encoding.</summary>
    public sealed record Absent(string Text) : Check
    {
        public override string ToString() => $"absent \"{Shown.Short(Text)}\"";
    }

    /// <summary>At least one value contains the literal text.</summary>
    public sealed record Present(string Text) : Check
    {
        public override string ToString() => $"present \"{Shown.Short(Text)}\"";
    }

    /// <summary>The attribute exists, and every occurrence has this value and type.</summary>
    public sealed record Equal(JsonNode Value) : Check
    {
        public override string ToString() => $"equal {Shown.Short(Value.ToJsonString())}";
    }

    /// <summary>Such a span, event, record or attribute exists, or does not.</summary>
    public sealed record Exists(bool Expected) : Check
    {
        public override string ToString() => Expected ? "exists" : "does not exist";
    }
}
