using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Kube.Model;
using Kube.Runtime;
using Kube.Sandbox;
using Kube.Testing;
using Kube.Testing.Api;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>The program itself, as a container runs it.</summary>
public sealed class ProcessTests
{
    private static readonly string[] FreePorts = ["--health-port", "0", "--metrics-port", "0", "--webhook-port", "0"];

    [Fact]
    public async Task Told_to_terminate_it_ends_with_0_and_every_line_it_wrote_is_JSON()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        await using (await Cluster.StartAsync(On(sandbox)))
        {
            using var process = await OperatorProcess.StartAsync(sandbox, [.. FreePorts, "--leader-election", "false"]);
            await process.PrintsAsync("Starting controller llmtracingpolicy");
            process.Terminate();
            await process.EndsWithAsync(0);

            process.Output.ShouldAllBe(line => JsonDocument.Parse(line, default).RootElement.ValueKind == JsonValueKind.Object);
            process.Errors.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Settings_that_are_not_valid_end_it_with_2_and_one_line_that_names_them()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        using var process = await OperatorProcess.StartAsync(sandbox, ["--health-port", "70000", "--no-such-thing", "1"]);
        await process.EndsWithAsync(2);

        var line = process.Errors.ShouldHaveSingleItem();
        line.ShouldContain("HEALTH_PORT");
        line.ShouldContain("--no-such-thing");
        process.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--help", "--webhook-linger-seconds")]
    [InlineData("--version", "llm-tracing-operator 0.")]
    public async Task It_tells_how_to_use_it_and_ends_with_0(string argument, string text)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        using var process = await OperatorProcess.StartAsync(sandbox, [argument]);
        await process.EndsWithAsync(0);
        process.Output.ShouldContain(line => line.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_1()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var process = await OperatorProcess.StartAsync(sandbox, [.. FreePorts, "--metrics-port", $"{port}"]);
        await process.EndsWithAsync(1);
    }

    [Fact]
    public async Task A_lease_that_is_lost_is_taken_again_without_a_restart()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        await using var cluster = await Cluster.StartAsync(On(sandbox));
        using var process = await OperatorProcess.StartAsync(sandbox, [.. FreePorts, "--operator-namespace", cluster.System]);
        await process.PrintsAsync("Starting controller llmtracingpolicy");
        await HoldAsync("thief");
        await process.PrintsAsync("is lost");
        await HoldAsync("");
        await process.PrintsAsync("Starting controller llmtracingpolicy", times: 2);
        process.Terminate();
        await process.EndsWithAsync(0);

        Task HoldAsync(string holder) => cluster.Client.MergeAsync(
            Kinds.Lease,
            new ObjectKey(cluster.System, WellKnown.OperatorName),
            Encoding.UTF8.GetBytes($$$"""{"spec":{"holderIdentity":"{{{holder}}}"}}"""),
            default);
    }

    private static Site On(SandboxServer sandbox) =>
        new(new k8s.KubernetesClientConfiguration { Host = sandbox.Uri.ToString() }, RunsControllers: true, () =>
            IndependentClient.ForServer(sandbox.Uri));
}
