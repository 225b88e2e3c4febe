using System.Buffers;
using System.Threading.RateLimiting;

using Kube.Model;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Admission webhooks on Kestrel: bytes in, decision, bytes out; no I/O between.</summary>
/// <remarks>
/// <para>Guarantees: a review that can be read is answered with 200 and its own uid, whatever the handler does, and one whose handler
/// throws is let through unchanged; a body beyond 8 MiB gets 413, one without a length 411, what is no review 400. Handlers are called
/// concurrently.</para>
/// <para>At most 8 MiB of bodies are in memory at a time, about three times that once decoded. Others wait in order of arrival, as long as
/// an API server may wait for a webhook, and then get 503. A body that is not there within 5 s gets 408: a slow client holds up
/// nobody.</para>
/// </remarks>
public sealed class AdmissionEndpoint : IDisposable
{
    /// <summary>Kestrel refuses what is larger.</summary>
    internal const int LargestBody = 8 * 1024 * 1024;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private readonly string path;
    private readonly Func<AdmissionRequest, AdmissionResponse> handler;
    private readonly ILogger logger;
    private readonly ConcurrencyLimiter bodies = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = LargestBody, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <param name="path">The webhook's name in metrics too.</param>
    public AdmissionEndpoint(string path, Func<AdmissionRequest, AdmissionResponse> handler, ILogger logger)
    {
        (this.path, this.handler, this.logger) = (path, handler, logger);
        WebhookRequests.Add(0, Tag("webhook", path), Tag("code", "200"));
        WebhookInFlight.Add(0, Tag("webhook", path));
        WebhookPanics.Add(0, Tag("webhook", path));
    }

    /// <summary>Bytes of bodies that are in memory now.</summary>
    internal long BytesHeld => LargestBody - bodies.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>Answers <c>POST</c>.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(path, AnswerAsync);

    public void Dispose() => bodies.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var started = TimeProvider.System.GetTimestamp();
        WebhookInFlight.Add(1, Tag("webhook", path));
        try
        {
            var body = await ReviewAsync(context) ?? throw new BadHttpRequestException("no review");
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException error)
        {
            context.Response.StatusCode = error.StatusCode;
        }
        catch (Exception error) when (error is IOException || context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        finally
        {
            WebhookInFlight.Add(-1, Tag("webhook", path));
            WebhookRequests.Add(1, Tag("webhook", path), Tag("code", context.Response.StatusCode.ToString()));
            WebhookDuration.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds, Tag("webhook", path));
        }
    }

    /// <returns>Null when it is no review.</returns>
    private async Task<byte[]?> ReviewAsync(HttpContext context)
    {
        var announced = context.Request.ContentLength
            ?? throw new BadHttpRequestException("no length", StatusCodes.Status411LengthRequired);
        var size = (int)Math.Min(announced, LargestBody);
        using var turn = await WithinAsync(
            LongestTurn, StatusCodes.Status503ServiceUnavailable, context, stop => bodies.AcquireAsync(Math.Max(size, 1), stop).AsTask());
        if (!turn.IsAcquired)
        {
            throw new BadHttpRequestException("too many reviews wait", StatusCodes.Status503ServiceUnavailable);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var length = await WithinAsync(
                LongestRead,
                StatusCodes.Status408RequestTimeout,
                context,
                stop => context.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, size), size, throwOnEndOfStream: false, stop).AsTask());
            return Decide(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <exception cref="BadHttpRequestException">With <paramref name="code"/>: it took longer.</exception>
    private static async Task<T> WithinAsync<T>(TimeSpan limit, int code, HttpContext context, Func<CancellationToken, Task<T>> wait)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        stop.CancelAfter(limit);
        try
        {
            return await wait(stop.Token);
        }
        catch (OperationCanceledException error) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("too slow", code, error);
        }
    }

    private byte[]? Decide(ReadOnlySpan<byte> body)
    {
        var review = Decoder.TryRead(body, KubeJson.Options.TypeInfo<AdmissionReview>());
        if (review?.Request is not { Uid.Length: > 0 } request)
        {
            return null;
        }

        var answer = new AdmissionReview
        {
            ApiVersion = review.ApiVersion ?? "admission.k8s.io/v1",
            Kind = "AdmissionReview",
            Response = Handle(request),
        };
        return KubeJson.Serialize(answer, KubeJson.Options.TypeInfo<AdmissionReview>());
    }

    private AdmissionResponse Handle(AdmissionRequest request)
    {
        try
        {
            return handler(request) with { Uid = request.Uid };
        }
        catch (Exception error)
        {
            WebhookPanics.Add(1, Tag("webhook", path));
            RuntimeLog.WebhookFailed(logger, error, path, request.Namespace, request.Name);
            return new AdmissionResponse { Uid = request.Uid, Allowed = true };
        }
    }
}
