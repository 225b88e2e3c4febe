using k8s.Models;
using Kube.Model;
using Kube.Testing;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

public abstract partial class OperatorSuite
{
    [Fact]
    public async Task A_pattern_that_RE2_rejects_keeps_the_policy_that_ran()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        var hash = (await cluster.PolicyAsync(_ => true)).Status!.Effective!.Hash;
        var configuration = (await cluster.PipelineAsync(_ => true)).Status!.Configuration;

        var policy = Some.Policy(cluster.Team, cluster.Platform);
        var detectors = new DetectorSpec { Custom = [new CustomDetector { Name = "ticket", Pattern = "(?=lookahead)x" }] };
        await cluster.ApplyAsync(policy with { Spec = policy.Spec with { Detectors = detectors } });

        var rejected = await cluster.PolicyAsync(one => Is(one, "Accepted", "False"));
        Condition(rejected, "Accepted")!.Reason.ShouldBe("InvalidPattern");
        Condition(rejected, "Accepted")!.Message.ShouldContain("spec.detectors.custom[0].pattern");
        Condition(rejected, "Programmed")!.Reason.ShouldBe("FormerKept");
        rejected.Status!.Effective!.Hash.ShouldBe(hash);
        (await cluster.PipelineAsync(_ => true)).Status!.Configuration.ShouldBe(configuration);
        await Eventually.True(
            "an event tells", async _ => (await EventsAsync(cluster)).Contains("Rejected: InvalidPattern", StringComparison.Ordinal));

        await cluster.ApplyAsync(policy);
        await cluster.PolicyAsync(one => Is(one, "Accepted") && Is(one, "Programmed"));
    }

    [Fact]
    public async Task A_pipeline_whose_Secret_is_missing_changes_nothing_until_it_appears()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        await tracing.SettledAsync();
        var before = await OwnedAsync(cluster);

        await cluster.ApplyAsync(Some.PipelineWithSecret(cluster.Platform));
        var rejected = await cluster.PipelineAsync(one => Is(one, "ResolvedRefs", "False"));
        Condition(rejected, "ResolvedRefs")!.Reason.ShouldBe("SecretNotFound");
        Condition(rejected, "ResolvedRefs")!.Message.ShouldContain("spec.backends[0].otlp.headers[0].value.secretKeyRef");
        Condition(rejected, "Programmed")!.Status.ShouldBe("False");
        (await OwnedAsync(cluster)).ShouldBe(before);

        await cluster.ApplyAsync(Kinds.Secret, Some.Secret(cluster.Platform, "irrelevant"));
        await cluster.ApplyAsync(Annotated(Some.PipelineWithSecret(cluster.Platform)));
        await cluster.PipelineAsync(one => Is(one, "ResolvedRefs") && Is(one, "Programmed"));
    }

    [Fact]
    public async Task A_policy_gets_only_a_hash_key_that_is_shared_and_long_enough()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        var configuration = (await cluster.PipelineAsync(_ => true)).Status!.Configuration;
        var policy = Some.Policy(cluster.Team, cluster.Platform);
        var key = new SecretValue { SecretKeyRef = new KeySelector { Name = "store", Key = "token" } };
        policy = policy with { Spec = policy.Spec with { Identity = new IdentitySpec { UserId = IdentityMode.Hash, HashKey = key } } };

        foreach (var (secret, reason) in new[]
        {
            (Some.Secret(cluster.Platform, new string('k', 32)), "HashKeyNotAvailable"),
            (Shared(Some.Secret(cluster.Platform, new string('k', 31))), "HashKeyTooShort"),
        })
        {
            await cluster.ApplyAsync(Kinds.Secret, secret);
            await cluster.ApplyAsync(policy with { Metadata = policy.Metadata with { Annotations = Collections.Map(("tried", reason)) } });
            await cluster.PolicyAsync(one => Condition(one, "ResolvedRefs")?.Reason == reason);
            (await cluster.PipelineAsync(_ => true)).Status!.Configuration.ShouldBe(configuration);
        }

        await cluster.ApplyAsync(Kinds.Secret, Shared(Some.Secret(cluster.Platform, new string('k', 32))));
        await cluster.ApplyAsync(policy);
        await cluster.PolicyAsync(one => Is(one, "ResolvedRefs") && Is(one, "Programmed"));
    }

    private static V1Secret Shared(V1Secret secret) =>
        secret with { Metadata = secret.Metadata with { Labels = Collections.Map((WellKnown.HashKeyLabel, "true")) } };

    [Fact]
    public async Task A_policy_may_not_use_a_pipeline_that_does_not_allow_its_namespace()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        var pipeline = Some.Pipeline(cluster.Platform);
        var selector = new LabelSelector { MatchLabels = Collections.Map(("allowed", "yes")) };
        await cluster.ApplyAsync(pipeline with
        {
            Spec = pipeline.Spec with { AllowedNamespaces = new AllowedNamespaces { From = AllowedFrom.Selector, Selector = selector } },
        });
        await cluster.ApplyAsync(Some.Policy(cluster.Team, cluster.Platform));

        await cluster.PolicyAsync(one => Is(one, "Programmed", "False")
            && one.Status!.Conditions.Any(condition => condition.Reason == "NotAllowedByPipeline"));

        await cluster.ApplyAsync(
            Kinds.Namespace, new V1Namespace { Metadata = new V1ObjectMeta { Name = cluster.Team, Labels = selector.MatchLabels } });
        await cluster.PolicyAsync(one => Is(one, "Programmed"));
    }

    [Fact]
    public async Task A_policy_without_its_pipeline_waits_for_it()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await cluster.ApplyAsync(Some.Policy(cluster.Team, cluster.Platform));
        var waiting = await cluster.PolicyAsync(one => Is(one, "ResolvedRefs", "False"));
        Condition(waiting, "ResolvedRefs")!.Reason.ShouldBe("PipelineNotFound");
        Condition(waiting, "ResolvedRefs")!.Message.ShouldContain("spec.pipelineRef");

        await cluster.ApplyAsync(Some.Pipeline(cluster.Platform));
        await cluster.PolicyAsync(one => Is(one, "ResolvedRefs") && Is(one, "Programmed"));
    }

    /// <summary>A user's nudge, so that the test does not wait for the next look at Secrets.</summary>
    private static TracePipeline Annotated(TracePipeline pipeline) =>
        pipeline with { Metadata = pipeline.Metadata with { Annotations = Collections.Map(("note", "look again")) } };

    private static async Task<Dictionary<string, string>> OwnedAsync(Cluster cluster) =>
        (await cluster.VersionsAsync())
            .Where(pair => !pair.Key.Contains("llmtracing.dev", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
}
