using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LlmTracing.Cli.Embedded;

namespace LlmTracing.Cli.Collectors;

/// <summary>One request through a collector that runs as a child process on loopback, and ends with it.</summary>
internal static class CollectorRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="configuration">Configuration for an address to listen on and a file to write to.</param>
    /// <returns>What the collector wrote, one request; null when it did not run or wrote nothing.</returns>
    public static async Task<string?> OfAsync(
        CollectorProgram program, Func<string, string, string> configuration, string traces, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("llmtracing-");
        try
        {
            var listen = $"127.0.0.1:{FreePort()}";
            var written = Path.Combine(folder.FullName, "traces.json");
            var file = Path.Combine(folder.FullName, "collector.yaml");
            await File.WriteAllTextAsync(file, configuration(listen, written), cancellation);
            using var process = program.Start([$"--config={file}"]);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                return await SendAsync(process, new Uri($"http://{listen}/v1/traces"), traces, cancellation)
                    ? await Until.FoundAsync(() => Task.FromResult(FirstLine(written)), Patience, cancellation)
                    : null;
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

    private static async Task<bool> SendAsync(Process process, Uri address, string traces, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        var answer = await Until.FoundAsync(
            async () =>
            {
                try
                {
                    using var content = new StringContent(traces, Encoding.UTF8, "application/json");
                    return await http.PostAsync(address, content, cancellation);
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    return null;
                }
                catch (HttpRequestException)
                {
                    return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
                }
            },
            Patience,
            cancellation);
        using (answer)
        {
            return answer?.StatusCode == HttpStatusCode.OK;
        }
    }

    private static string? FirstLine(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var end = text.IndexOf('\n');
        return end < 0 ? null : text[..end];
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
