using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using Kube.Testing;
using Kube.Testing.Processes;

namespace LlmTracing.Bench;

/// <summary>The real collector with the configuration of one subject.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    /// <summary>Ticks of <c>/proc</c> in a second: 100 on every Linux that .NET runs on.</summary>
    private const double Ticks = 100;

    private readonly DirectoryInfo folder;
    private readonly TestProcess process;
    private readonly HttpClient http;

    private RunningCollector(DirectoryInfo folder, TestProcess process, Uri address)
    {
        this.folder = folder;
        this.process = process;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Where it writes what it sends, when the exporter is <c>file</c>.</summary>
    public string Written => Path.Combine(folder.FullName, "out.json");

    /// <exception cref="GaveUpException">It does not accept the configuration; the message has its output.</exception>
    public static async Task<RunningCollector> Start(Subject subject, string exporter)
    {
        var folder = Directory.CreateTempSubdirectory("llmtracing-bench-");
        var file = Path.Combine(folder.FullName, "collector.yaml");
        var listen = $"127.0.0.1:{FreePort.Take(1)[0]}";
        await File.WriteAllTextAsync(file, subject.Yaml);
        var process = TestProcess.Start(new ProcessSpec(Tools.Collector!, [$"--config=file:{file}"])
        {
            Name = subject.Name,
            Environment = ImmutableDictionary<string, string>.Empty
                .Add(Subject.Listen, listen).Add(Subject.Exporter, exporter).Add(Subject.Output, Path.Combine(folder.FullName, "out.json")),
        });
        var collector = new RunningCollector(folder, process, new Uri($"http://{listen}"));
        await process.Ready(collector.Answers);
        return collector;
    }

    /// <summary>Seconds of user and system time that the process has used.</summary>
    public double CpuSeconds()
    {
        var stat = File.ReadAllText($"/proc/{process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / Ticks;
    }

    public async Task Send(byte[] body, string type = "application/x-protobuf")
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var response = await http.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Ends it, so that all is written.</summary>
    public Task<int> Stop() => process.Stop(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<bool> Answers(CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/v1/traces", UriKind.Relative), cancel);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
