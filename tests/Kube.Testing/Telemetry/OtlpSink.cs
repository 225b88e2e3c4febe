using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Kube.Testing.Telemetry;

/// <summary>One request that a sink received, decompressed.</summary>
/// <param name="Path">As requested: backends have prefixes.</param>
/// <param name="Headers">By name, first value.</param>
public sealed record Received(Signal Signal, string Path, string ContentType, ImmutableDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text; of protobuf every string is readable in it.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The request as OTLP JSON, whatever the sender's encoding was.</summary>
    public JsonNode Json =>
        ContentType.Contains("json", StringComparison.Ordinal) ? JsonNode.Parse(Body)! : OtlpProtobuf.ToJson(Signal, Body);
}

/// <summary>A backend that accepts OTLP over HTTP at any path ending in <c>/v1/traces</c>, <c>/v1/logs</c> or <c>/v1/metrics</c> and keeps
/// everything.</summary>
public sealed class OtlpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> received = new();
    private readonly WebApplication app;

    private OtlpSink(IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(address, port));
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(Accept);
    }

    /// <summary>Base address.</summary>
    public Uri Uri => new(app.Urls.First());

    /// <summary>The status of every answer from now on; 200 at first. What is refused is kept in <see cref="Refused"/> only.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>Number of requests answered with another status than 200.</summary>
    public int Refused => refused;

    private int refused;

    /// <summary>What was accepted so far, in order.</summary>
    public ImmutableArray<Received> Received => [.. received];

    /// <summary>Everything accepted so far as one text, to look for secrets in.</summary>
    public string AllText => string.Join('\n', received.Select(request => request.Text));

    /// <param name="address">Loopback when none is given.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="cancel">Cancels the start.</param>
    public static async Task<OtlpSink> Start(IPAddress? address = null, int port = 0, CancellationToken cancel = default)
    {
        var sink = new OtlpSink(address ?? IPAddress.Loopback, port);
        await sink.app.StartAsync(cancel);
        return sink;
    }

    /// <summary>All accepted telemetry of a signal as one OTLP JSON request.</summary>
    public JsonNode Json(Signal signal)
    {
        var all = new JsonArray();
        foreach (var request in received.Where(request => request.Signal == signal))
        {
            foreach (var resource in request.Json[signal.Root()]?.AsArray() ?? [])
            {
                all.Add(resource!.DeepClone());
            }
        }

        return new JsonObject { [signal.Root()] = all };
    }

    /// <summary>Waits until as many spans or log records have arrived, and returns the signal's telemetry.</summary>
    public async Task<JsonNode> WaitFor(Signal signal, int count, TimeSpan? deadline = null, CancellationToken cancel = default)
    {
        return await Eventually.Async($"{count} items of {signal}", _ =>
        {
            var json = Json(signal);
            var arrived = Structure.Items(json, signal).Count();
            return arrived >= count ? Task.FromResult<JsonNode?>(json) : throw new InvalidOperationException($"{arrived} have arrived");
        }, deadline, cancel);
    }

    /// <summary>Forgets what was received.</summary>
    public void Clear() => received.Clear();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Accept(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var matching = Enum.GetValues<Signal>().Where(candidate => path.EndsWith(candidate.Path(), StringComparison.Ordinal)).ToList();
        context.Response.StatusCode = matching.Count == 0 ? StatusCodes.Status404NotFound : (int)Answer;
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            Interlocked.Increment(ref refused);
            return;
        }

        received.Enqueue(new Received(
            matching[0], path, context.Request.ContentType ?? "",
            context.Request.Headers.ToImmutableDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await Body(context.Request)));
    }

    private static async Task<byte[]> Body(HttpRequest request)
    {
        using var body = new MemoryStream();
        await using var plain = request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(request.Body, CompressionMode.Decompress)
            : request.Body;
        await plain.CopyToAsync(body);
        return body.ToArray();
    }
}
