using Kube.Testing.Api;
using Kube.Testing;
using Kube.Testing.Processes;
using Repository.Tests.Schema;

namespace Repository.Tests.Chart;

/// <summary>The Kustomize bases are the chart, rendered.</summary>
public sealed class KustomizeTests(CrdCluster cluster)
{
    private const string Rendered = "config/default/operator.yaml";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_operators_objects_are_those_of_the_chart()
    {
        var expected = await Helm.Template(Cancel, "--set", "crds.install=false");
        if (WorkingTree.Update)
        {
            await File.WriteAllTextAsync(Repo.PathOf(Rendered), expected, Cancel);
        }

        Repo.Read(Rendered).ShouldBe(expected, "run `make golden` to render it again");
    }

    [Fact]
    public async Task The_bases_build_without_network()
    {
        Layer.Kubectl.Require();
        var finished = await TestProcess.Run(new ProcessSpec(Tools.Kubectl!, ["kustomize", Repo.PathOf("config/default")]), cancel: Cancel);
        finished.ExitCode.ShouldBe(0, finished.Output);
        var objects = Manifests.Parse(finished.Output);
        objects.Select(item => item.Kind()).ShouldContain("Deployment");
        objects.Count(item => item.Kind() == "CustomResourceDefinition").ShouldBe(CrdSchema.Files.Count);
        finished.Output.ShouldNotContain("helm.sh");
    }

    [Theory]
    [InlineData("config/crd")]
    [InlineData("config/default")]
    [InlineData("config/samples")]
    public Task The_API_server_accepts_a_base_without_warning(string folder) =>
        cluster.DryRun("-k", Repo.PathOf(folder), Cancel);
}
