using System.Collections.Concurrent;
using System.Diagnostics;
using Kube.Sandbox;
using Kube.Testing;

namespace LlmTracing.Operator.Tests;

/// <summary>The program in a process of its own, against a sandbox.</summary>
internal sealed class OperatorProcess : IDisposable
{
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly Process process;

    private OperatorProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Output => output;

    public IReadOnlyCollection<string> Errors => errors;

    /// <param name="arguments">Beside those that keep it on loopback and let it end at once.</param>
    public static async Task<OperatorProcess> StartAsync(SandboxServer sandbox, string[] arguments)
    {
        var kubeconfig = Path.Combine(Directory.CreateTempSubdirectory("operator-tests-").FullName, "config");
        await sandbox.WriteKubeconfigAsync(kubeconfig, TestContext.Current.CancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "llm-tracing-operator.dll");
        return new OperatorProcess(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KUBECONFIG"] = kubeconfig, ["BIND_ADDRESS"] = "127.0.0.1", ["WEBHOOK_LINGER_SECONDS"] = "0" },
        });
    }

    public Task PrintsAsync(string text, int times = 1) =>
        Eventually.True($"it prints '{text}' {times}x", () => output.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times);

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        kill.WaitForExit();
    }

    public async Task EndsWithAsync(int code)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(code, string.Join('\n', output.Concat(errors)));
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static void Take(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
