using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Preview;
using LlmTracing.Compiler.Tests.Normalization;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>The preview and the generated configuration in the real collector do the same to the same telemetry.</summary>
public sealed class DifferentialTests
{
    public static TheoryData<string> PlanNames { get; } = [.. Plans.All.Keys];

    [Theory, MemberData(nameof(PlanNames))]
    public async Task Recordings_come_out_as_from_the_collector(string plan) =>
        await Compare(plan, Recording.Names.SelectMany(name => Recording.Load(name).Requests));

    [Theory, MemberData(nameof(PlanNames))]
    public async Task Every_kind_of_value_in_every_place(string plan) => await Compare(plan, Places.Requests);

    [Theory, MemberData(nameof(PlanNames))]
    public async Task Messages_of_every_role(string plan) => await Compare(plan, Conversations.Requests);

    [Theory]
    [InlineData("normalized")]
    [InlineData("normalized-drop")]
    public async Task Names_of_every_library(string plan) => await Compare(plan, MadeUp.Requests);

    private static async Task Compare(string name, IEnumerable<OtlpRequest> sent)
    {
        var requests = sent.Where(request => request.Signal != Signal.Metrics).ToImmutableArray();
        var plan = Plans.All[name];
        var exported = await CollectorRun.Of(plan, requests, Plans.HashKey, TestContext.Current.CancellationToken);
        var redactor = new Redactor(plan, new HashKey(Plans.HashKey));
        var previewed = requests.Select(request => (JsonNode)redactor.Apply(Otlp.OtlpRequest.Parse(request.Json)).Request.Root).ToList();
        foreach (var signal in new[] { Signal.Traces, Signal.Logs })
        {
            var (expected, actual) = (Canonical.Items(exported, signal), Canonical.Items(previewed, signal));
            var onlyCollector = expected.Except(actual).ToList();
            var onlyPreview = actual.Except(expected).ToList();
            onlyPreview.Count.ShouldBe(0, Difference(onlyCollector, onlyPreview));
            actual.ShouldBe(expected);
        }
    }

    private static string Difference(List<string> collector, List<string> preview)
    {
        if (preview.Count == 0)
        {
            return "";
        }

        if (collector.Count == 0)
        {
            return $"the collector exported nothing for\n{preview[0]}";
        }

        var other = collector.MaxBy(candidate => candidate.Zip(preview[0]).TakeWhile(pair => pair.First == pair.Second).Count())!;
        var same = Math.Max(0, other.Zip(preview[0]).TakeWhile(pair => pair.First == pair.Second).Count() - 120);
        return $"{preview.Count} differ, the first:\ncollector …{Cut(other, same)}\npreview   …{Cut(preview[0], same)}";
    }

    private static string Cut(string text, int from) => text[from..Math.Min(text.Length, from + 400)];
}
