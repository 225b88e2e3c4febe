using LlmTracing.Cli.Commands;

namespace LlmTracing.Cli.Embedded;

/// <summary>Keeps an embedded cluster up for kubectl until the process is told to end.</summary>
internal static class SandboxSession
{
    /// <param name="path">Path of the kubeconfig; null for a temporary file that is removed at the end.</param>
    public static async Task RunAsync(EmbeddedCluster cluster, string? path, CliContext context, CancellationToken cancellation)
    {
        var folder = path is null ? Directory.CreateTempSubdirectory("llmtracing-") : null;
        var file = path ?? Path.Combine(folder!.FullName, "kubeconfig");
        try
        {
            await cluster.WriteKubeconfigAsync(file, cancellation);
            await context.Output.WriteLineAsync($"export KUBECONFIG={Path.GetFullPath(file)}");
            await context.Output.FlushAsync(cancellation);
            await context.Error.WriteLineAsync($"The sandbox is running at {cluster.Uri}; press Ctrl-C to stop it.");
            await cluster.Completion.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("The sandbox has stopped.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be written: {exception.Message}");
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }
}
