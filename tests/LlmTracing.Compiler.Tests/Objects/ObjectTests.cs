using System.Collections.Immutable;
using System.Text.Json;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Objects;

public sealed class ObjectTests
{
    private static readonly LlmTracingPolicy Hashing = Given.Policy(
        "shop", "hashing", spec => spec with { Identity = new IdentitySpec { UserId = IdentityMode.Hash, HashKey = Some.HashKey } });

    [Fact]
    public void Equal_input_gives_equal_bytes()
    {
        var facts = new ClusterFacts { Policies = [Hashing, Given.Policy("chat", "p")] };

        Bodies(Given.Pipeline(), facts).ShouldBe(Bodies(Given.Pipeline(), facts with { Policies = [.. facts.Policies.Reverse()] }));
    }

    [Fact]
    public void A_changed_Secret_rolls_the_collectors_and_nothing_else()
    {
        var facts = new ClusterFacts { Policies = [Hashing] }.WithSecret(Given.Operator, "hash", "key");
        var changed = facts with { Secrets = facts.Secrets!.SetItem(
            new ObjectKey(Given.Operator, "hash"), new SecretFact(["key"], "2") { HashKeys = ["key"], IsShared = true }) };

        Changed(facts, changed).ShouldBe(["Deployment default-ingest"]);
    }

    [Fact]
    public void A_Secret_that_nobody_refers_to_rolls_nothing()
    {
        var facts = new ClusterFacts { Policies = [Hashing] }.WithSecret(Given.Operator, "hash", "key");

        Changed(facts, facts.WithSecret(Given.Operator, "other", "key")).ShouldBeEmpty();
    }

    [Fact]
    public void Another_configuration_is_another_ConfigMap()
    {
        var names = Compile(Given.Pipeline(), new ClusterFacts { Policies = [Hashing] }).Objects.Select(one => one.Key.Name);
        var others = Compile(Given.Pipeline(), new ClusterFacts()).Objects.Select(one => one.Key.Name);

        names.Except(others).ShouldHaveSingleItem().ShouldStartWith("default-ingest-");
    }

    [Fact]
    public void A_NetworkPolicy_can_be_left_out() =>
        Compile(Given.Pipeline(spec => spec with { Network = new NetworkSpec { NetworkPolicy = Switch.Disabled } }), Given.NoFacts)
            .Objects.Select(one => one.Type.Kind).ShouldNotContain("NetworkPolicy");

    [Fact]
    public void What_etcd_cannot_hold_is_a_finding()
    {
        var policies = Enumerable.Range(0, 300).Select(i => Given.Policy("shop", $"p{i}", spec => spec with
        {
            MaxContentLength = i + 1,
            Attributes = new AttributeSpec { Deny = [.. Enumerable.Repeat(new string('a', 500), 16)] },
        }));
        var compilation = Compile(Given.Pipeline(), new ClusterFacts { Policies = [.. policies] });

        compilation.Findings.ShouldHaveSingleItem().Reason.ShouldBe("TooLarge");
        compilation.Plan.ShouldBeNull();
        compilation.Policies.Length.ShouldBe(300);
    }

    [Fact]
    public void Plans_in_force_survive_a_round_trip()
    {
        var compilation = Compile(Given.Pipeline(), new ClusterFacts { Policies = [Hashing] });
        var map = compilation.Objects.Single(one => one.Key.Name == PipelineNames.Plans(Given.Pipeline().Metadata.Key));

        var plans = PlansInForce.Read(JsonSerializer.Deserialize(map.Body.Span, Kinds.ConfigMap.TypeInfo));

        PlanDigest.Of(plans["shop/hashing"]).ShouldBe(compilation.Plan!.Redactions.Keys.Single());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"shop/p":null}""")]
    [InlineData(
        """{"shop/p":{"default":"Keep","modes":["Keep"],"maxContentLength":1,"secrets":false,"personal":false,"userId":"Keep","sessionId":"Keep","links":"Keep"}}""")]
    public void Plans_that_cannot_be_read_are_none(string json) => PlansInForce
        .Read(new V1ConfigMap { Data = Collections.Map((PlansInForce.File, json)) }).ShouldBeEmpty();

    [Fact]
    public void Access_is_for_the_pipelines_that_there_are()
    {
        var binding = CollectorAccess.Binding([
            Given.Pipeline(@namespace: "b"), Given.Pipeline(@namespace: "a"), Given.Pipeline(@namespace: "a")]);

        JsonSerializer.Deserialize(binding.Body.Span, Kinds.ClusterRoleBinding.TypeInfo)!.Subjects
            .Select(subject => $"{subject.Kind} {subject.NamespaceProperty}/{subject.Name}")
            .ShouldBe(["ServiceAccount a/default-ingest", "ServiceAccount b/default-ingest"]);
    }

    private static PipelineCompilation Compile(TracePipeline pipeline, ClusterFacts facts) =>
        TraceCompiler.Compile(pipeline, facts, Given.Settings);

    private static IEnumerable<string> Bodies(TracePipeline pipeline, ClusterFacts facts) =>
        Compile(pipeline, facts).Objects.Select(one => System.Text.Encoding.UTF8.GetString(one.Body.Span));

    private static IEnumerable<string> Changed(ClusterFacts before, ClusterFacts after)
    {
        var former = Bodies(Given.Pipeline(), before).ToImmutableHashSet();
        return Compile(Given.Pipeline(), after).Objects
            .Where(one => !former.Contains(System.Text.Encoding.UTF8.GetString(one.Body.Span)))
            .Select(one => $"{one.Type.Kind} {one.Key.Name}");
    }
}
