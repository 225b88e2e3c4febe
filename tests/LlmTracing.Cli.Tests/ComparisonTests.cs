using System.Collections.Immutable;
using Kube.Testing;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Previews;
using LlmTracing.Cli.Telemetry;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Tests;

/// <summary>The view redacts span by span; it must show what redaction of the whole request does.</summary>
public sealed class ComparisonTests
{
    public static TheoryData<string, string> Recordings =>
        new MatrixTheoryData<string, string>(
            Directory.EnumerateFiles(WorkingTree.PathOf("tests/Kube.Testing/Recordings"), "*.json").Select(file => Path.GetFileName(file)!)
                .Where(file => file != "manifest.json").Order(StringComparer.Ordinal),
            ["strict", "masked", "open"]);

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_view_has_the_changes_and_the_values_of_the_whole(string recording, string policy)
    {
        var redactor = new Redactor(PlanOf(policy), null);
        var requests = Read(recording);
        var whole = requests.Select(redactor.Apply).ToList();
        var parts = Comparison.Of(redactor, requests).ToList();
        parts.SelectMany(part => part.Changes).Select(Told).ShouldBe(whole.SelectMany(result => result.Changes).Select(Told));
        var shown = parts.SelectMany(part => part.Items).Where(item => !item.Gone).SelectMany(item => item.Fields)
            .Where(field => field.After is not null).Select(field => $"{field.Place}={field.After}");
        var left = whole.SelectMany(result => TelemetryItems.From(result.Request)).SelectMany(item => item.Fields)
            .Select(field => $"{field.Place}={field.Text}");
        shown.Order(StringComparer.Ordinal).ShouldBe(left.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_difference_has_a_reason(string recording, string policy) =>
        Comparison.Of(new Redactor(PlanOf(policy), null), Read(recording))
            .SelectMany(part => part.Items)
            .Where(item => !item.Gone)
            .SelectMany(item => item.Fields)
            .Where(field => field.Before != field.After && field.Changes.IsEmpty)
            .Select(field => field.Place)
            .ShouldBeEmpty();

    private static ImmutableArray<OtlpRequest> Read(string recording) =>
        TraceFile.Read(ManifestFiles.ReadFile(WorkingTree.PathOf($"tests/Kube.Testing/Recordings/{recording}"), Stream.Null));

    private static RedactionPlan PlanOf(string policy)
    {
        var set = ManifestLoader.Load(ManifestFiles.Read([WorkingTree.PathOf("config/samples")], Stream.Null), "default");
        return RedactionPlanner.From(set.Policies.Single(one => one.Metadata.Name == policy).Spec);
    }

    private static string Told(Change change) => $"{change.SpanId} {change.Name} {change.Place} {ChangeText.Reason(change)}";
}
