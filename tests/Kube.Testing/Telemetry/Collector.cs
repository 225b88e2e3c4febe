using System.Collections.Immutable;
using Kube.Testing.Processes;

namespace Kube.Testing.Telemetry;

/// <summary>The real OpenTelemetry Collector on this machine with a given configuration: for tests of configurations without a
/// cluster.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly TestProcess process;

    private Collector(DirectoryInfo folder, TestProcess process) => (this.folder, this.process) = (folder, process);

    /// <summary>What it wrote.</summary>
    public Output Output => process.Output;

    /// <summary>Starts it and waits until <paramref name="ready"/> answers 200.</summary>
    /// <param name="configuration">YAML or JSON. Its receivers, and its health check at <paramref name="ready"/>, listen on ports of
    /// <see cref="FreePort"/>.</param>
    /// <param name="ready">Address of the health check extension, or any address of a receiver: then any answer counts.</param>
    /// <param name="environment">Variables that the configuration refers to.</param>
    /// <param name="cancel">Cancels the start.</param>
    /// <exception cref="GaveUpException">It ended, with its output: the configuration is wrong or a port is taken.</exception>
    public static async Task<Collector> Start(
        string configuration, Uri ready, ImmutableDictionary<string, string>? environment = null, CancellationToken cancel = default)
    {
        Layer.Collector.Require();
        var (temporary, spec) = Prepare(configuration, [], environment);
        var collector = new Collector(temporary, TestProcess.Start(spec));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        try
        {
            await collector.process.Ready(async token =>
            {
                using var response = await http.GetAsync(ready, token);
                return (int)response.StatusCode != 503;
            }, cancel: cancel);
            return collector;
        }
        catch
        {
            await collector.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs <c>validate</c>: exit code 0, or 1 with the collector's message.</summary>
    public static async Task<Finished> Validate(
        string configuration, ImmutableDictionary<string, string>? environment = null, CancellationToken cancel = default)
    {
        Layer.Collector.Require();
        var (temporary, spec) = Prepare(configuration, ["validate"], environment);
        try
        {
            return await TestProcess.Run(spec, cancel: cancel);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>TERM, so that queues are flushed, and the exit code.</summary>
    public Task<int> Stop() => process.Stop(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static (DirectoryInfo Folder, ProcessSpec Spec) Prepare(
        string configuration, ImmutableArray<string> command, ImmutableDictionary<string, string>? environment)
    {
        var created = Scratch.Create("kube-testing-collector-");
        var file = Path.Combine(created.FullName, "collector.yaml");
        File.WriteAllText(file, configuration);
        return (created, new ProcessSpec(Tools.Collector!, [.. command, $"--config=file:{file}"])
        {
            Name = "otelcol",
            WorkingDirectory = created.FullName,
            Environment = environment ?? ImmutableDictionary<string, string>.Empty,
        });
    }
}
