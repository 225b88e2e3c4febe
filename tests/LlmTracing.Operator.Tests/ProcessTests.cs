using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Kube.Runtime;
using Kube.Sandbox;
using Kube.Testing;
using Kube.Testing.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>The program itself, as a container runs it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Told_to_terminate_it_ends_with_0_and_every_line_it_wrote_is_JSON()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var site = new Site(new ClusterConfig { Server = sandbox.Uri }, RunsControllers: true, () => IndependentClient.ForServer(sandbox.Uri));
        await using (await Cluster.StartAsync(site))
        {
            var (process, lines) = await StartAsync(sandbox, "--health-port", "0", "--metrics-port", "0", "--webhook-port", "0");
            using (process)
            {
                await Eventually.True("it starts controllers", () => Snapshot(lines).Any(line => line.Contains("Starting controller llmtracingpolicy", StringComparison.Ordinal)));
                using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                process.ExitCode.ShouldBe(0, string.Join('\n', Snapshot(lines)));
            }

            Snapshot(lines).ShouldAllBe(line => JsonDocument.Parse(line, default).RootElement.ValueKind == JsonValueKind.Object);
        }
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_ends_it_with_2()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var (process, lines) = await StartAsync(sandbox, "--health-port", "many");
        using (process)
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(2, string.Join('\n', Snapshot(lines)));
        }
    }

    [Fact]
    public async Task A_background_loop_that_fails_ends_it_with_1()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (process, lines) = await StartAsync(sandbox, "--health-port", "0", "--metrics-port", $"{port}", "--webhook-port", "0");
        using (process)
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(1, string.Join('\n', Snapshot(lines)));
        }
    }

    private static async Task<(Process Process, List<string> Lines)> StartAsync(SandboxServer sandbox, params string[] arguments)
    {
        var kubeconfig = Path.Combine(Directory.CreateTempSubdirectory("operator-tests-").FullName, "config");
        await sandbox.WriteKubeconfigAsync(kubeconfig, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "llm-tracing-operator.dll"), "--bind-address", "127.0.0.1", "--leader-election", "false", "--webhook-linger-seconds", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["KUBECONFIG"] = kubeconfig },
        };
        var process = new Process { StartInfo = start };
        var lines = new List<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                lock (lines)
                {
                    lines.Add(text);
                }
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        return (process, lines);
    }

    private static string[] Snapshot(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
