using k8s.Models;
using Kube.Model;
using Kube.Runtime;
using Kube.Testing;
using Kube.Testing.Network;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

public abstract partial class OperatorSuite
{
    private const string PlantedSecret = "planted-secret-value-7f3a";
    private const string PlantedPrompt = "planted prompt of a customer";

    [Theory]
    [InlineData(Part.ServiceAccount)]
    [InlineData(Part.Plans)]
    [InlineData(Part.Deployment)]
    public async Task An_operator_that_dies_in_the_middle_is_replaced_without_duplicates(Part last)
    {
        await using var cluster = await StartAsync();
        await using var relay = new Relay(new Uri(cluster.Config.Host));
        var dying = await cluster.OperatorAsync(through: cluster.Through(relay));
        await cluster.ApplyAsync(Some.Policy(cluster.Team, cluster.Platform));
        await cluster.ApplyAsync(Some.Pipeline(cluster.Platform));
        await Eventually.True($"{last} is written", async token => (await cluster.VersionsAsync()).Keys.Any(key => IsPart(key, last)));
        await relay.Cut();

        await using var next = await cluster.OperatorAsync();
        await RunningAsync(cluster);
        var configurations = (await cluster.VersionsAsync()).Keys.Where(key => key.Contains("/main-ingest-", StringComparison.Ordinal));
        configurations.Count().ShouldBe(1);
        (await cluster.VersionsAsync()).Keys.Count(key => key.StartsWith("deployments", StringComparison.Ordinal)).ShouldBe(1);
        await dying.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_operators_one_leads_and_the_other_takes_over()
    {
        await using var cluster = await StartAsync();
        var first = await cluster.OperatorAsync(options => options with { LeaderElection = true, PodName = "first" });
        Task<V1Lease> HeldBy(string name) => cluster.UntilAsync(
            Kinds.Lease, cluster.System, WellKnown.OperatorName, lease => lease.Spec?.HolderIdentity?.StartsWith(name, StringComparison.Ordinal) == true);
        await HeldBy("first");
        await using var second = await cluster.OperatorAsync(options => options with { LeaderElection = true, PodName = "second" });
        await second.ReadyAsync();
        await RunningAsync(cluster);
        await Eventually.True("an event tells", async _ => (await EventsAsync(cluster)).Contains("Programmed", StringComparison.Ordinal));
        (await EventsAsync(cluster)).ShouldContain("first");
        (await EventsAsync(cluster)).ShouldNotContain("second");

        await first.DisposeAsync();
        first.Completion.IsCompletedSuccessfully.ShouldBeTrue();
        await HeldBy("second");
        var policy = Some.Policy(cluster.Team, cluster.Platform);
        await cluster.ApplyAsync(policy with { Spec = policy.Spec with { Content = new ContentSpec { Default = ContentMode.Truncate } } });
        await cluster.PolicyAsync(one => Is(one, "Programmed"));
    }

    [Fact]
    public async Task Two_operators_survive_a_silent_path_to_the_API_server_and_one_leads_again()
    {
        await using var cluster = await StartAsync();
        await using var relay = new Relay(new Uri(cluster.Config.Host));
        await using var first = await cluster.OperatorAsync(options => options with { LeaderElection = true, PodName = "first" }, cluster.Through(relay));
        await cluster.UntilAsync(Kinds.Lease, cluster.System, WellKnown.OperatorName, lease => lease.Spec?.HolderIdentity is { Length: > 0 });
        await using var second = await cluster.OperatorAsync(options => options with { LeaderElection = true, PodName = "second" }, cluster.Through(relay));
        await second.ReadyAsync();
        await RunningAsync(cluster);

        relay.FallSilent();
        await Eventually.True("the leader stops leading", () => cluster.Logs.Text.Contains("is lost", StringComparison.Ordinal));
        await Eventually.True("both go on trying", () => cluster.Logs.Text.Split("no answer within").Length > 6);
        var policy = Some.Policy(cluster.Team, cluster.Platform);
        await cluster.ApplyAsync(policy with { Spec = policy.Spec with { Content = new ContentSpec { Default = ContentMode.Truncate } } });
        first.Completion.IsCompleted.ShouldBeFalse();
        second.Completion.IsCompleted.ShouldBeFalse();
        relay.Recover();

        await cluster.PolicyAsync(one => Is(one, "Programmed"));
        first.Completion.IsCompleted.ShouldBeFalse();
        second.Completion.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task No_value_of_a_Secret_and_no_prompt_gets_anywhere()
    {
        await using var cluster = await StartAsync();
        await using var tracing = await cluster.OperatorAsync();
        await cluster.ApplyAsync(Kinds.Secret, Some.Secret(cluster.Platform, PlantedSecret));
        await cluster.ApplyAsync(Some.PipelineWithSecret(cluster.Platform));
        await cluster.ApplyAsync(Some.Policy(cluster.Team, cluster.Platform));
        await cluster.PolicyAsync(policy => Is(policy, "Programmed"));
        await tracing.ReadyAsync();
        using var webhook = await WebhookClient.OfAsync(cluster, tracing);
        (await webhook.AskAsync(Some.Pod("app", PlantedPrompt), cluster.Team)).Patch.ShouldNotBeNull();
        (await webhook.AskAsync("""{"spec":{"containers":"planted prompt of a customer"}}""", cluster.Team)).Allowed.ShouldBeTrue();

        var texts = new List<string> { cluster.Logs.Text, await EventsAsync(cluster), await tracing.MetricsAsync() };
        foreach (var type in new ResourceType[] { Kinds.ConfigMap, Kinds.Deployment, Kinds.Service, ApiKinds.TracePipeline, ApiKinds.LlmTracingPolicy })
        {
            foreach (var @namespace in new[] { cluster.Platform, cluster.Team })
            {
                texts.Add(await ListAsync(cluster, type.Path(@namespace)));
            }
        }

        texts[0].ShouldContain("Reconcile", Case.Insensitive);
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(PlantedSecret));
        foreach (var text in texts)
        {
            foreach (var planted in new[] { PlantedSecret, encoded, PlantedPrompt })
            {
                text.Contains(planted, StringComparison.Ordinal).ShouldBeFalse();
            }
        }
    }

    private static async Task<string> ListAsync(Cluster cluster, string path) => System.Text.Encoding.UTF8.GetString(await cluster.Client.Transport.SendAsync(
        new ApiRequest { Method = HttpMethod.Get, Path = path, Verb = "list", Resource = path, Idempotent = true }, default));

    private static bool IsPart(string key, Part part) => part switch
    {
        Part.ServiceAccount => key.StartsWith("serviceaccounts", StringComparison.Ordinal) && key.EndsWith("main-ingest", StringComparison.Ordinal),
        Part.Plans => key.StartsWith("configmaps", StringComparison.Ordinal) && key.EndsWith("main-plans", StringComparison.Ordinal),
        _ => key.StartsWith("deployments", StringComparison.Ordinal),
    };
}

/// <summary>How far a reconcile gets before its operator dies.</summary>
public enum Part
{
    ServiceAccount,
    Plans,
    Deployment,
}
