using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;
using LlmTracing.Compiler.Tests.Preview.Generated;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>The preview does to generated telemetry what the generated configuration does in the real collector.</summary>
/// <remarks>Usually some requests of a fixed seed; <c>PROPERTY_COUNT</c> requests of a new seed where that variable is set.</remarks>
public sealed class PropertyTests
{
    private static readonly int? Count =
        int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_COUNT"), CultureInfo.InvariantCulture, out var count) ? count : null;

    public static TheoryData<string> PlanNames { get; } = [.. Plans.All.Keys];

    public static TheoryData<ulong> PlanSeeds { get; } = [1, 2, 3, 4];

    [Theory, MemberData(nameof(PlanNames))]
    public async Task Named_plans(string plan) => await Equal(Plans.All[plan]);

    [Theory, MemberData(nameof(PlanSeeds))]
    public async Task Generated_plans(ulong seed) => await Equal(PlanGenerator.Plans.Sample(1, new Rnd(seed, 1), 10)[0]);

    private static async Task Equal(RedactionPlan plan)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var collector = await RunningCollector.Start(plan, Plans.HashKey, cancel);
        var redactor = new Redactor(plan, new HashKey(Plans.HashKey));
        var requests = Arb.From(TelemetryGenerator.Requests, made => JsonShrinker.Shrink(made.Request).Select(smaller => made with { Request = smaller }));
        var config = Config.QuickThrowOnFailure.WithMaxTest(Count ?? 40);
        await Task.Run(
            () => Prop.ForAll(requests, made => Equal(collector, redactor, made, cancel)).Check(Count is null ? config.WithReplay(Replay) : config), cancel);
    }

    private static Replay Replay => new(new Rnd(20, 1), null);

    private static async Task Equal(RunningCollector collector, Redactor redactor, Made made, CancellationToken cancel)
    {
        var exported = await collector.Send(made.Signal, made.Json, cancel);
        var previewed = redactor.Apply(Otlp.OtlpRequest.Parse(made.Json)).Request.Root;
        Canonical.Items([previewed], made.Signal).ShouldBe(Canonical.Items([exported], made.Signal));
    }
}
