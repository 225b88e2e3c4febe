using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kube.Testing.Processes;

/// <summary>A child process of the test host that cannot outlive it.</summary>
/// <remarks>
/// Guarantees: the kernel kills the process when the host ends in whatever way; its output is always drained, and the last lines are
/// part of every failure message; disposing ends it.
/// </remarks>
public sealed partial class TestProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly Process process;

    private TestProcess(ProcessSpec spec)
    {
        Name = spec.Name;
        Output = spec.Output;
        process = new Process { StartInfo = spec.StartInfo() };
        Spawner.Start(process);
        process.StandardInput.Close();
        Ended = End(Task.WhenAll(Drain(process.StandardOutput), Drain(process.StandardError)));
    }

    public string Name { get; }

    public int Id => process.Id;

    /// <summary>Standard output and standard error, interleaved as they came.</summary>
    public Output Output { get; }

    public bool HasExited => process.HasExited;

    /// <summary>Completes with the exit code (128 + signal when killed), after all output was taken.</summary>
    public Task<int> Ended { get; }

    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static TestProcess Start(ProcessSpec spec) => new(spec);

    /// <summary>Runs to its end.</summary>
    /// <exception cref="TimeoutException">It did not end before the deadline; it is killed then.</exception>
    public static async Task<Finished> Run(ProcessSpec spec, TimeSpan? deadline = null, CancellationToken cancel = default)
    {
        await using var running = Start(spec);
        var code = await running.Exit(deadline ?? Eventually.Patience, cancel);
        return new Finished(code, running.Output.ToString());
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> Exit(TimeSpan deadline, CancellationToken cancel = default)
    {
        try
        {
            return await Ended.WaitAsync(deadline, cancel);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{Name} did not end within {deadline.TotalSeconds} s\n{Output.Last(40)}", exception);
        }
    }

    /// <summary>Waits until the process is up, as <paramref name="ready"/> sees it; fails at once when it ends before.</summary>
    public async Task Ready(Func<CancellationToken, Task<bool>> ready, TimeSpan? deadline = null, CancellationToken cancel = default)
    {
        try
        {
            await Eventually.True($"{Name} ready", async token => HasExited ? throw Died() : await ready(token), deadline, cancel);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Output.Last(40)}", exception);
        }
    }

    /// <summary>Sends TERM.</summary>
    public void Term()
    {
        if (!HasExited)
        {
            _ = Signal(process.Id, Terminate);
        }
    }

    /// <summary>TERM, then KILL after the grace period (none: KILL at once). Returns the exit code.</summary>
    public async Task<int> Stop(TimeSpan grace)
    {
        if (grace > TimeSpan.Zero)
        {
            Term();
            await process.WaitForExitAsync().WaitAsync(grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Kill();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(TimeSpan.Zero);
        await Ended;
        process.Dispose();
    }

    private GaveUpException Died() => new($"{Name} ended with exit code {process.ExitCode}\n{Output.Last(40)}");

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Already gone.
        }
    }

    private async Task<int> End(Task drained)
    {
        await process.WaitForExitAsync();
        await drained;
        return process.ExitCode;
    }

    private async Task Drain(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            Output.Add(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}

/// <summary>How a process ended, and all it wrote.</summary>
public sealed record Finished(int ExitCode, string Output);
