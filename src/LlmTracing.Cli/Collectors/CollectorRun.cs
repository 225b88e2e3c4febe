using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Cli.Collectors;

/// <summary>Sends recorded telemetry through a plan in a collector, which runs as a child process on loopback.</summary>
internal static class CollectorRun
{
    /// <param name="environment">Variables that the plan's configuration needs.</param>
    /// <returns>What the collector wrote; default if it did not run or rejected a request.</returns>
    public static async Task<ImmutableArray<OtlpRequest>> RedactAsync(
        CollectorProgram program,
        RedactionPlan plan,
        IEnumerable<(string Name, string Value)> environment,
        IEnumerable<OtlpRequest> requests,
        CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("llmtracing-");
        try
        {
            var listen = $"127.0.0.1:{FreePort()}";
            var written = Path.Combine(folder.FullName, "written.json");
            var file = Path.Combine(folder.FullName, "collector.yaml");
            var configuration = StandaloneConfiguration.Of(plan, listen, new StandaloneExport.File(written));
            await File.WriteAllTextAsync(file, configuration.ToYaml(), cancellation);
            using var process = program.Start([$"--config={file}"], environment);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                return await new CollectorExchange(process, new Uri($"http://{listen}"), written).RunAsync(requests, cancellation);
            }
            finally
            {
                await EndAsync(process);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
