using Kube.Model;
using Kube.Runtime;
using Kube.Sandbox;
using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Embedded;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>Creates samples, a namespace and a pod in an embedded cluster, shows the results, then redacts a recorded trace.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly ObjectKey Policy = new(WellKnown.DefaultOperatorNamespace, "masked");

    public static async Task<int> RunAsync(CliContext context, CancellationToken cancellation)
    {
        var console = DemoConsole.For(context);
        await using var cluster = await EmbeddedCluster.StartAsync(new SandboxOptions(), NullLoggerFactory.Instance, cancellation);
        await Installation.ApplySamplesAsync(cluster.Client, cancellation);
        var sent = DemoPod.Sent;
        var stored = await DemoPod.CreateAsync(cluster.Client, Patience, cancellation);
        var pipelines = await ReadyAsync(cluster.Client, ApiKinds.TracePipeline, pipeline => pipeline.Status?.Conditions, cancellation);
        var policies = await ReadyAsync(cluster.Client, ApiKinds.LlmTracingPolicy, policy => policy.Status?.Conditions, cancellation);

        DemoConsole.Heading(console, 1, "Where traces go, and what they may reveal");
        ResourcesView.Write(console, pipelines, policies);
        DemoConsole.Heading(console, 2, $"A pod in the namespace {DemoPod.Namespace}, labelled {WellKnown.PolicyLabel}: {Policy.Name}");
        EnvironmentView.Write(console, sent, stored);
        DemoConsole.Heading(console, 3, $"What an agent recorded, and what the policy {Policy.Name} lets through");
        var plan = RedactionPlanner.From((await cluster.Client.GetAsync(ApiKinds.LlmTracingPolicy, Policy, cancellation)).Spec);
        var recording = RecordedTrace.Load();
        var redacted = await RedactedTrace.RedactAsync(plan, recording, context, cancellation);
        console.Write(Lines.Wrapped(redacted.How, Style.Plain));
        TraceView.Write(console, recording, redacted.Trace);
        await context.Output.FlushAsync(cancellation);

        if (context.Variable("DEMO_KEEP") == "1")
        {
            await SandboxSession.RunAsync(cluster, null, context, cancellation);
        }

        return ExitCode.Ok;
    }

    /// <summary>All objects of a kind, once all are ready or the time is up.</summary>
    private static async Task<List<T>> ReadyAsync<T>(
        KubeClient client, ResourceType<T> type, Func<T, IEnumerable<Condition>?> conditions, CancellationToken cancellation)
        where T : class, IKubeObject
    {
        async Task<List<T>> AllAsync() => await client.ListAsync(type, new ListOptions(), cancellation).ToListAsync(cancellation);
        var ready = await Polling.UntilFoundAsync(
            async () => await AllAsync() is var all && all.TrueForAll(
                one => conditions(one)?.Any(condition => condition is { Type: "Ready", IsTrue: true }) == true) ? all : null,
            Patience,
            cancellation);
        return ready ?? await AllAsync();
    }
}
