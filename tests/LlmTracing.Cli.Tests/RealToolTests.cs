using Kube.Testing;
using Kube.Testing.Control;
using Kube.Testing.Processes;

[assembly: AssemblyFixture(typeof(LlmTracing.Cli.Tests.RealControlPlane))]

namespace LlmTracing.Cli.Tests;

/// <summary>One control plane for all tests here.</summary>
public sealed class RealControlPlane() : SharedControlPlane(new ControlPlaneOptions());

/// <summary>What is rendered is taken by the programs it is for.</summary>
public sealed class RealToolTests(RealControlPlane shared) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmtracing-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_real_API_server_accepts_all_objects_without_a_warning()
    {
        Layer.Kubectl.Require();
        var plane = await shared.Get(TestContext.Current.CancellationToken);
        var rendered = await CliRun.Of(["render", "-f", WorkingTree.PathOf("config/samples")]);
        rendered.ExitCode.ShouldBe(0, rendered.Error);
        var file = Path.Combine(folder.FullName, "objects.yaml");
        await File.WriteAllTextAsync(file, rendered.Output);
        var made = await Kubectl(plane, "create", "namespace", "llm-tracing-system");
        made.ExitCode.ShouldBe(0, made.Output);
        var applied = await Kubectl(plane, "apply", "--server-side", "--dry-run=server", "-f", file);
        applied.ExitCode.ShouldBe(0, applied.Output);
        applied.Output.ShouldContain("deployment.apps/default-ingest serverside-applied");
        applied.Output.ShouldNotContain("Warning");
    }

    [Theory]
    [InlineData("strict")]
    [InlineData("masked")]
    [InlineData("open")]
    public async Task A_real_collector_accepts_each_standalone_configuration(string policy)
    {
        Layer.Collector.Require();
        var rendered = await CliRun.Of([
            "render", "-f", WorkingTree.PathOf("config/samples"), "--standalone", $"llm-tracing-system/{policy}"]);
        rendered.ExitCode.ShouldBe(0, rendered.Error);
        var file = Path.Combine(folder.FullName, "collector.yaml");
        await File.WriteAllTextAsync(file, rendered.Output);
        var validated = await TestProcess.Run(new ProcessSpec(Tools.Collector!, ["validate", $"--config={file}"]));
        validated.ExitCode.ShouldBe(0, validated.Output);
    }

    [Fact]
    public async Task Validate_asks_a_real_collector()
    {
        Layer.Collector.Require();
        var run = await CliRun.Of(["validate", "-f", WorkingTree.PathOf("config/samples"), "--collector", Tools.Collector!]);
        run.ExitCode.ShouldBe(0, run.Output);
    }

    [Fact]
    public async Task What_the_collector_says_against_a_configuration_is_a_finding()
    {
        if (!OperatingSystem.IsWindows())
        {
            var program = Path.Combine(folder.FullName, "otelcol");
            await File.WriteAllTextAsync(program, "#!/bin/sh\necho 'Error: unknown component' >&2\nexit 1\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var run = await CliRun.Of(["validate", "-f", WorkingTree.PathOf("config/samples")], variable: name => name == "PATH"
                ? folder.FullName
                : null);
            run.ExitCode.ShouldBe(1);
            run.Output.ShouldContain(
                "TracePipeline llm-tracing-system/default: The collector rejects the generated configuration: "
                + "Error: unknown component [RefusedByCollector]");
        }
    }

    private static Task<Finished> Kubectl(ControlPlane plane, params string[] arguments) =>
        TestProcess.Run(new ProcessSpec(Tools.Kubectl!, ["--kubeconfig", plane.Kubeconfig, .. arguments]));
}
