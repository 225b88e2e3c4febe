using Kube.Testing;
using Kube.Testing.Processes;

namespace LlmTracing.Cli.Tests;

/// <summary>The sandbox as a process: kubectl talks to it, and TERM ends it.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmtracing-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Kubectl_sees_the_samples_ready()
    {
        Layer.Kubectl.Require();
        var kubeconfig = Path.Combine(folder.FullName, "kubeconfig");
        await using var sandbox = TestProcess.Start(new ProcessSpec(
            Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "llmtracing.dll"), "sandbox", "--samples", "--kubeconfig", kubeconfig]));
        await sandbox.Ready(async cancel =>
        {
            var got = await TestProcess.Run(new ProcessSpec(
                Tools.Kubectl!,
                ["--kubeconfig", kubeconfig, "-n", "llm-tracing-system", "get", "tracepipelines.llmtracing.dev", "default"]),
                cancel: cancel);
            return got.ExitCode == 0 && got.Output.Contains("True", StringComparison.Ordinal);
        });
        sandbox.Term();
        (await sandbox.Exit(TimeSpan.FromSeconds(20))).ShouldBe(0, sandbox.Output.ToString());
        sandbox.Output.ToString().ShouldContain($"export KUBECONFIG={kubeconfig}");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var run = await CliRun.Of(["sandbox", "--port", $"{port}"]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("the sandbox cannot listen");
    }
}
