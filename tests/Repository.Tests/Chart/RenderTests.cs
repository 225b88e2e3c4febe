using System.Text.Json.Nodes;
using Repository.Tests.Schema;

namespace Repository.Tests.Chart;

/// <summary>What the chart renders for a matrix of values, accepted by helm and by the API server.</summary>
public sealed class RenderTests(CrdCluster cluster)
{
    public static TheoryData<string> Values =>
        [.. Repo.Files.Where(file => file.StartsWith("tests/Repository.Tests/Chart/Values/", StringComparison.Ordinal))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Helm_finds_nothing_to_complain_about(string values)
    {
        var finished = await Helm.Run(Cancel, "lint", "--strict", "--values", Repo.PathOf(values), Repo.PathOf(Helm.Chart));
        finished.ExitCode.ShouldBe(0, finished.Output);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task The_API_server_accepts_every_object_without_warning(string values)
    {
        var objects = (await Helm.Objects(Cancel, "--values", Repo.PathOf(values))).Where(item => item.Kind() != "ServiceMonitor");
        var file = Path.GetTempFileName();
        try
        {
            var items = new JsonArray([.. objects.Select(item => item.DeepClone())]);
            var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items };
            await File.WriteAllTextAsync(file, list.ToJsonString(), Cancel);
            await cluster.DryRun("-f", file, Cancel);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("replicas=0")]
    [InlineData("replica=2")]
    [InlineData("image.digest=latest")]
    [InlineData("webhook.failurePolicy=Fail")]
    [InlineData("telemetry.otlpEndpoint=http://user:password@tempo:4318")]
    public async Task Values_that_mean_nothing_are_refused(string value)
    {
        var finished = await Helm.Run(Cancel, "template", Repo.PathOf(Helm.Chart), "--set", value);
        finished.ExitCode.ShouldNotBe(0);
        finished.Output.ShouldContain("values don't meet the specifications of the schema");
    }
}
