using System.Diagnostics;
using LlmTracing.Cli.Commands;

namespace LlmTracing.Cli.Collectors;

/// <summary>A real collector on this machine.</summary>
internal sealed record CollectorProgram(string Path)
{
    private const string Placeholder = "placeholder-of-at-least-32-characters";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The program in <c>OTELCOL</c>, or <c>otelcol-contrib</c> or <c>otelcol</c> on <c>PATH</c>; null if none.</summary>
    public static CollectorProgram? Find(CliContext context)
    {
        if (context.Variable("OTELCOL") is { Length: > 0 } named && File.Exists(named))
        {
            return new CollectorProgram(named);
        }

        var folders = (context.Variable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = new[] { "otelcol-contrib", "otelcol" }
            .SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        return found is null ? null : new CollectorProgram(found);
    }

    /// <summary>Runs <c>validate</c>.</summary>
    /// <param name="variables">Environment variables that the configuration needs; they get a placeholder.</param>
    /// <returns>The collector's error message, or null if it accepts the configuration.</returns>
    public async Task<string?> ValidateAsync(string configuration, IEnumerable<string> variables, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("llmtracing-");
        try
        {
            var file = System.IO.Path.Combine(folder.FullName, "collector.yaml");
            await File.WriteAllTextAsync(file, configuration, cancellation);
            return await RunAsync(file, variables, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Starts it; the caller stops it. The caller must read its output, or discard it with <c>BeginOutputReadLine</c>.</summary>
    /// <exception cref="UsageException">This machine cannot run the program.</exception>
    public Process Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new UsageException($"{Path}: cannot be run: {exception.Message}");
        }
    }

    private async Task<string?> RunAsync(string file, IEnumerable<string> variables, CancellationToken cancellation)
    {
        using var process = Start(["validate", $"--config={file}"], variables.Select(variable => (variable, Placeholder)));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            await output;
            return process.ExitCode == 0 ? null : Message(await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"The collector did not respond within {Patience.TotalSeconds:0} s.";
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Message(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(' ', lines.TakeLast(8));
    }
}
