using Kube.Model;
using Kube.Testing;
using Kube.Testing.Processes;
using LlmTracing.Operator.Tests;

[assembly: AssemblyFixture(typeof(WholeCluster))]

namespace LlmTracing.Operator.Tests;

/// <summary>The suite on a cluster whose nodes run the pods, and the chart on it.</summary>
public sealed class OnWholeCluster(WholeCluster shared) : OperatorSuite
{
    private const string Release = "llm-tracing-operator";

    private protected override async Task<Cluster> StartAsync() =>
        await Cluster.StartAsync(await shared.Get(TestContext.Current.CancellationToken));

    /// <remarks>With <c>LLMTRACING_IMAGE=REPOSITORY:TAG</c>, an image that the cluster can pull, the operator must become available
    /// too.</remarks>
    [Fact]
    public async Task The_chart_installs()
    {
        await using var cluster = await StartAsync();
        Layer.Helm.Require();
        string[] image = Environment.GetEnvironmentVariable("LLMTRACING_IMAGE")?.Split(':') is [var repository, var tag]
            ? ["--set", $"image.repository={repository},image.tag={tag}", "--wait", "--timeout", "5m"]
            : [];
        await Helm(cluster, [
            "install", Release, WorkingTree.PathOf("charts", Release), "--set", "crds.install=false", "--take-ownership", .. image]);
        try
        {
            await cluster.UntilAsync(Kinds.Deployment, cluster.System, Release, _ => true);
            await cluster.UntilAsync(Kinds.MutatingWebhookConfiguration, "", Release, _ => true);
        }
        finally
        {
            await Helm(cluster, ["uninstall", Release]);
        }
    }

    private async Task Helm(Cluster cluster, string[] arguments)
    {
        string[] where = ["--kubeconfig", shared.Kubeconfig, "--namespace", cluster.System];
        var finished = await TestProcess.Run(new ProcessSpec(Tools.Helm!, [.. arguments, .. where]));
        finished.ExitCode.ShouldBe(0, finished.Output);
    }
}
