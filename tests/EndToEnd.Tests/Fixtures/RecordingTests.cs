using Kube.Testing.Processes;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Fixtures;

public sealed class RecordingTests
{
    public static TheoryData<string> Names => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_secret_of_the_manifest_is_in_its_recording(string name)
    {
        var recording = Recording.Load(name);
        var text = string.Join('\n', recording.Requests.Select(request => request.Json));

        recording.Secrets.ShouldNotBeEmpty();
        recording.Leaks(text).Count().ShouldBe(recording.Secrets.Length);
        recording.Leaks("").ShouldBeEmpty();
    }

    /// <summary>A sink understands both encodings of the real collector, and the structure survives either.</summary>
    [Theory]
    [InlineData("json")]
    [InlineData("proto")]
    public async Task The_sink_reads_what_the_collector_sends(string encoding)
    {
        await using var sink = await OtlpSink.Start();
        var ports = FreePort.Take(1);
        await using var collector =
            await Collector.Start(PassThrough.To(sink.Uri, ports[0], encoding), new Uri($"http://127.0.0.1:{ports[0]}/"));
        using var http = new HttpClient();
        foreach (var recording in Recording.Names.Select(Recording.Load))
        {
            sink.Clear();
            await OtlpClient.Send(http, new Uri($"http://127.0.0.1:{ports[0]}"), recording);

            var spans = Structure.Spans(recording);
            Structure.Spans(await sink.WaitFor(Signal.Traces, spans.Length)).ShouldBe(spans);
            await sink.WaitFor(Signal.Logs, recording.Requests.Count(request => request.Signal == Signal.Logs));
            recording.Leaks($"{sink.Json(Signal.Traces)}{sink.Json(Signal.Logs)}", secret => secret.Detectable == "pattern")
                .ShouldNotBeEmpty();
        }
    }
}
