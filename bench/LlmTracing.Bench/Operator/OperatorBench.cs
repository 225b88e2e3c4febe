using System.Diagnostics;
using Kube.Testing;
using Kube.Testing.Processes;

namespace LlmTracing.Bench.Operator;

/// <summary>Takes the two releases in turn, so that what else the machine does falls on both.</summary>
internal sealed class OperatorBench(Release baseline, Release candidate, OperatorBenchOptions options, Action<string> progress)
{
    private const string HeapLimit = "0x4000000";
    private const int RunsOfCommandLine = 3;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(8);
    private readonly Comparison comparison = new();

    /// <summary>Measures everything and prints the table; what this machine can't measure is left out and named.</summary>
    /// <returns>The exit code: 2 when it can't begin. A missed target is no failure.</returns>
    public static async Task<int> Run(string[] arguments, Action<string> progress, Action<string> print)
    {
        if (OperatorBenchOptions.Parse(arguments) is not { } options)
        {
            progress(OperatorBenchOptions.Usage);
            return 2;
        }

        var (baseline, candidate) = (new Release("baseline", options.Baseline), new Release("candidate", options.Candidate));
        if ((Layer.ControlPlane.Missing() ?? baseline.Missing() ?? candidate.Missing()) is { } missing)
        {
            progress(missing);
            return 2;
        }

        print(await new OperatorBench(baseline, candidate, options, progress).Measure());
        return 0;
    }

    private async Task<string> Measure()
    {
        comparison.Add(Metrics.Folder, baseline, baseline.Megabytes);
        comparison.Add(Metrics.Folder, candidate, candidate.Megabytes);
        await Rounds("command line", CommandLines);
        await using (var cluster = await LoadedCluster.Start())
        {
            await InCluster(cluster);
        }

        return comparison.Table(baseline, candidate);
    }

    private async Task InCluster(LoadedCluster cluster)
    {
        await Rounds("start and idle", release => Start(release, cluster));
        await Rounds("large reviews", release => Flood(release, cluster));
        if (KubeLoad.Missing is { } missing)
        {
            progress($"not measured: {options.Pods} pods, admission; {missing}");
            return;
        }

        progress($"creating {options.Pods} pods");
        await cluster.Fill(options.Pods);
        await Rounds("with pods", release => Full(release, cluster));
        await Rounds("admission", release => Admission(release, cluster));
    }

    private async Task Rounds(string what, Func<Release, Task> measure)
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            progress($"{what}: round {round} of {options.Rounds}");
            await measure(baseline);
            await measure(candidate);
        }
    }

    private async Task CommandLines(Release release)
    {
        for (var run = 0; run < RunsOfCommandLine; run++)
        {
            comparison.Add(Metrics.Help, release, await Time(release, "--help"));
            comparison.Add(Metrics.Validate, release, await Time(release, "validate", "-f", WorkingTree.PathOf("config", "samples")));
        }
    }

    private static async Task<double> Time(Release release, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var finished = await TestProcess.Run(new ProcessSpec(release.CommandLine, [.. arguments]));
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return finished.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{release.Name}: {finished.Output}");
    }

    private async Task Start(Release release, LoadedCluster cluster)
    {
        await using var running = await RunningOperator.Start(release, cluster.Kubeconfig);
        comparison.Add(Metrics.Start, release, running.Started.TotalMilliseconds);
        await Task.Delay(Settle);
        var memory = running.Memory();
        comparison.Add(Metrics.Idle, release, memory.Resident);
        comparison.Add(Metrics.IdleAnonymous, release, memory.Anonymous);
        comparison.Add(Metrics.IdleFile, release, memory.File);
    }

    private async Task Full(Release release, LoadedCluster cluster)
    {
        await using var running = await RunningOperator.Start(release, cluster.Kubeconfig);
        await Task.Delay(Settle);
        var memory = running.Memory();
        comparison.Add(Metrics.Full, release, memory.Resident);
        comparison.Add(Metrics.FullAnonymous, release, memory.Anonymous);
        comparison.Add(Metrics.FullFile, release, memory.File);
    }

    private async Task Admission(Release release, LoadedCluster cluster)
    {
        await using var running = await RunningOperator.Start(release, cluster.Kubeconfig);
        comparison.Add(Metrics.Admission, release, await KubeLoad.AdmissionCpu(running));
    }

    private async Task Flood(Release release, LoadedCluster cluster)
    {
        try
        {
            await using var running = await RunningOperator.Start(release, cluster.Kubeconfig, HeapLimit);
            using var reviews = new LargeReviews(await cluster.WebhookAuthority());
            comparison.Add(Metrics.Answered, release, await reviews.Send(running.Webhook));
            if (!running.HasExited)
            {
                comparison.Add(Metrics.Peak, release, running.Memory().Peak);
            }
        }
        catch (GaveUpException exception)
        {
            progress(exception.Message);
            comparison.Add(Metrics.Answered, release, 0);
        }
    }
}
