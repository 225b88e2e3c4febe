using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text;
using LlmTracing.Cli.Embedded;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.Collectors;

/// <summary>Sends requests to a running collector and reads what it writes.</summary>
/// <remarks>Our own last span shows that everything before it was written: a collector may drop a request and write nothing.</remarks>
internal sealed class CollectorExchange(Process process, Uri address, string file)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string last = ActivityTraceId.CreateRandom().ToHexString();

    /// <returns>Default if the collector exited, rejected a request or wrote nothing in time.</returns>
    public async Task<ImmutableArray<OtlpRequest>> RunAsync(IEnumerable<OtlpRequest> requests, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        foreach (var request in requests.Append(Last()))
        {
            foreach (var (member, path) in new[] { ("resourceSpans", "/v1/traces"), ("resourceLogs", "/v1/logs") })
            {
                if (request.Root.ContainsKey(member) && !await SendAsync(http, path, request.ToJson(), cancellation))
                {
                    return default;
                }
            }
        }

        var lines = await Polling.UntilFoundAsync(() => Task.FromResult(Lines()), Patience, cancellation);
        return lines is null ? default : [.. lines.Select(OtlpRequest.Parse)];
    }

    private OtlpRequest Last() => OtlpRequest.Parse(
        $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"{{last}}","spanId":"{{last[..16]}}","name":"last","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}""");

    private async Task<bool> SendAsync(HttpClient http, string path, string json, CancellationToken cancellation)
    {
        using var answer = await Polling.UntilFoundAsync(
            () => PostAsync(http, new Uri(address, path), json, cancellation), Patience, cancellation);
        return answer?.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Null while the collector is not listening yet.</summary>
    private async Task<HttpResponseMessage?> PostAsync(HttpClient http, Uri to, string json, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            return await http.PostAsync(to, content, cancellation);
        }
        catch (HttpRequestException) when (!process.HasExited)
        {
            return null;
        }
        catch (HttpRequestException)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }
    }

    /// <summary>All lines before the one with our span; null until it appears.</summary>
    private IReadOnlyList<string>? Lines()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        var end = Array.FindIndex(lines, line => line.Contains(last, StringComparison.Ordinal));
        return end >= 0 && end < lines.Length - 1 ? lines[..end] : null;
    }
}
