using System.CommandLine;
using Kube.Sandbox;
using LlmTracing.Cli.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmTracing.Cli.Commands;

/// <summary><c>sandbox</c>: runs a Kubernetes API server and the operator, for kubectl, until Ctrl-C.</summary>
internal static class SandboxCommand
{
    public static Command Create(CliContext context)
    {
        var kubeconfig = new Option<string?>("--kubeconfig")
        {
            Description = "Where to write the kubeconfig. Default: a temporary file.",
            HelpName = "PATH",
        };
        var samples = new Option<bool>("--samples") { Description = "Apply the sample pipeline and the policy catalogue." };
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1. Default: any free port.", HelpName = "PORT" };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue)
            {
                result.AddError("--port takes a number up to 65535.");
            }
        });
        var command = new Command(
            "sandbox", "Run a Kubernetes API server and the operator in this process, until Ctrl-C. Pods are stored but do not run.")
        {
            kubeconfig, samples, port,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(samples), parsed.GetValue(port), context, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? kubeconfig, bool samples, int port, CliContext context, CancellationToken cancellation)
    {
        await using var cluster = await StartAsync(port, cancellation);
        if (samples)
        {
            await Installation.ApplySamplesAsync(cluster.Client, cancellation);
        }

        await SandboxSession.RunAsync(cluster, kubeconfig, context, cancellation);
        return ExitCode.Ok;
    }

    private static async Task<EmbeddedCluster> StartAsync(int port, CancellationToken cancellation)
    {
        try
        {
            return await EmbeddedCluster.StartAsync(new SandboxOptions { Port = port }, NullLoggerFactory.Instance, cancellation);
        }
        catch (IOException exception)
        {
            throw new UsageException($"the sandbox cannot listen: {exception.Message}");
        }
    }
}
