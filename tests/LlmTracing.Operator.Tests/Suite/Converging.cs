using Kube.Model;
using Kube.Runtime;
using Kube.Testing;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

public abstract partial class OperatorSuite
{
    [Fact]
    public async Task A_pipeline_and_a_policy_become_running_objects()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);

        var pipeline = await cluster.PipelineAsync(_ => true);
        var owned = await cluster.VersionsAsync();
        foreach (var part in new[]
        {
            "services",
            "serviceaccounts",
            "networkpolicies",
            "poddisruptionbudgets",
            "deployments",
            "configmaps",
        })
        {
            owned.Keys.ShouldContain(key => key.StartsWith(part, StringComparison.Ordinal)
                && key.Contains($"{cluster.Platform}/main-", StringComparison.Ordinal));
        }

        var deployment = await cluster.Client.GetAsync(Kinds.Deployment, new ObjectKey(cluster.Platform, "main-ingest"), default);
        deployment.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe(pipeline.Metadata.Uid);
        deployment.Spec!.Template!.Spec!.Volumes[0].ConfigMap!.Name.ShouldBe(pipeline.Status!.Configuration);
        pipeline.Status.LastReconcile!.TraceId!.Length.ShouldBe(32);
        pipeline.Status.Policies.ShouldBe(1);
        (await cluster.PolicyAsync(_ => true)).Status!.Effective!.Pipeline.ShouldBe($"{cluster.Platform}/main");
        var binding = await cluster.Client.GetAsync(Kinds.ClusterRoleBinding, new ObjectKey("", WellKnown.CollectorRole), default);
        binding.Subjects.ShouldContain(subject => subject.NamespaceProperty == cluster.Platform && subject.Name == "main-ingest");
        await Eventually.True(
            "an event tells", async token => (await EventsAsync(cluster)).Contains("Programmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_reconcile_and_a_restart_write_nothing()
    {
        await using var cluster = await StartAsync();
        await using (var first = await cluster.OperatorAsync())
        {
            await first.ReadyAsync();
            await RunningAsync(cluster);
            await first.SettledAsync();
            var (reconciles, applies) = (await first.ReconcilesAsync("tracepipeline"), await first.AppliesAsync());
            await cluster.ApplyAsync(Some.Pipeline(cluster.Platform) with
            {
                Metadata = new ObjectMeta
                {
                    Namespace = cluster.Platform,
                    Name = "main",
                    Annotations = Collections.Map(("note", "look again")),
                },
            });
            await first.SettledAsync(1, reconciles);
            (await first.AppliesAsync()).ShouldBe(applies + 1, "the one is this test's own");
        }

        var before = await cluster.VersionsAsync();
        await using var second = await cluster.OperatorAsync();
        await second.ReadyAsync();
        await second.SettledAsync();
        (await second.WritesAsync()).ShouldBe(0);
        (await cluster.VersionsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Drift_is_repaired()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        var key = new ObjectKey(cluster.Platform, "main-ingest");
        var arguments = (await cluster.Client.GetAsync(Kinds.Deployment, key, default)).Spec!.Template!.Spec!.Containers[0].Args;

        await cluster.Client.PatchAsync(
            Kinds.Deployment, key, """[{"op":"replace","path":"/spec/template/spec/containers/0/args","value":["--help"]}]"""u8.ToArray(),
            default);
        await cluster.UntilAsync(
            Kinds.Deployment, key.Namespace, key.Name, one => one.Spec!.Template!.Spec!.Containers[0].Args.SequenceEqual(arguments));

        var service = await cluster.Client.GetAsync(Kinds.Service, new ObjectKey(cluster.Platform, "main-otlp"), default);
        await cluster.Client.DeleteAsync(Kinds.Service, service.Metadata.Key, service.Metadata.Uid, default);
        await cluster.UntilAsync(Kinds.Service, cluster.Platform, "main-otlp", one => one.Metadata.Uid != service.Metadata.Uid);
    }

    [Fact]
    public async Task An_old_configuration_stays_until_the_new_one_has_rolled_out()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        var before = (await cluster.PipelineAsync(_ => true)).Status!.Configuration!;

        var policy = Some.Policy(cluster.Team, cluster.Platform);
        await cluster.ApplyAsync(policy with { Spec = policy.Spec with { Content = new ContentSpec { Default = ContentMode.Drop } } });
        var after = (await cluster.PipelineAsync(pipeline => pipeline.Status!.Configuration != before)).Status!.Configuration!;
        if (!cluster.RunsControllers)
        {
            (await cluster.Client.FindAsync(Kinds.ConfigMap, new ObjectKey(cluster.Platform, before), default)).ShouldNotBeNull();
        }

        await cluster.UntilAsync(
            Kinds.Deployment, cluster.Platform, "main-ingest", one => one.Spec!.Template!.Spec!.Volumes[0].ConfigMap!.Name == after);
        await cluster.RollOutAsync();
        await Eventually.True("the old configuration goes", async token =>
            await cluster.Client.FindAsync(Kinds.ConfigMap, new ObjectKey(cluster.Platform, before), token) is null);
        (await cluster.Client.FindAsync(Kinds.ConfigMap, new ObjectKey(cluster.Platform, after), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_policy_and_a_deleted_pipeline_leave_nothing_wrong_behind()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        await cluster.ApplyAsync(Some.Policy(cluster.Team, cluster.Platform, "second"));
        await cluster.PipelineAsync(pipeline => pipeline.Status!.Policies == 2);

        await cluster.Client.DeleteAsync(ApiKinds.LlmTracingPolicy, new ObjectKey(cluster.Team, "second"), null, default);
        await cluster.PipelineAsync(pipeline => pipeline.Status!.Policies == 1);

        await cluster.Client.DeleteAsync(ApiKinds.TracePipeline, new ObjectKey(cluster.Platform, "main"), null, default);
        await cluster.PolicyAsync(policy => Condition(policy, "ResolvedRefs") is { Status: "False", Reason: "PipelineNotFound" });
        await cluster.UntilAsync(Kinds.ClusterRoleBinding, "", WellKnown.CollectorRole, one => one.Subjects.OrEmpty()
            .All(subject => subject.NamespaceProperty != cluster.Platform));
        if (cluster.RunsControllers)
        {
            await Eventually.True("the Deployment is collected", async token =>
                await cluster.Client.FindAsync(Kinds.Deployment, new ObjectKey(cluster.Platform, "main-ingest"), token) is null);
        }
    }

    private protected static async Task<string> EventsAsync(Cluster cluster)
    {
        var text = new System.Text.StringBuilder();
        foreach (var @namespace in new[] { cluster.Platform, cluster.Team, cluster.System })
        {
            await foreach (var item in cluster.Client.ListAsync(
                Kinds.Event.AsMetadata(), new ListOptions { Namespace = @namespace }, default))
            {
                var one = await cluster.Client.GetAsync(Kinds.Event, item.Metadata.Key, default);
                text.Append(one.ReportingInstance).Append(' ').Append(one.Reason).Append(": ").Append(one.Note).Append('\n');
            }
        }

        return text.ToString();
    }
}
