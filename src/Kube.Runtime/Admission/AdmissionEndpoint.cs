using System.Text.Json;

using Kube.Model;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Admission webhooks on Kestrel: bytes in, decision, bytes out; no I/O between.</summary>
/// <remarks>
/// <para>Guarantees: a review that can be read is answered with 200 and its own uid, whatever the handler does, and one whose handler throws is let
/// through unchanged; a body beyond 8 MiB gets 413, what is no review gets 400. Handlers are called concurrently and must be fast, pure functions.</para>
/// </remarks>
public sealed class AdmissionEndpoint
{
    private const int LargestBody = 8 * 1024 * 1024;

    private readonly string name;
    private readonly Func<AdmissionRequest, AdmissionResponse> handler;
    private readonly ILogger logger;

    private AdmissionEndpoint(string name, Func<AdmissionRequest, AdmissionResponse> handler, ILogger logger)
    {
        (this.name, this.handler, this.logger) = (name, handler, logger);
        WebhookRequests.Add(0, Tag("webhook", name), Tag("code", "200"));
        WebhookInFlight.Add(0, Tag("webhook", name));
        WebhookPanics.Add(0, Tag("webhook", name));
    }

    /// <summary>Answers <c>POST</c> at <paramref name="path"/>, which is the webhook's name in metrics too.</summary>
    public static void Map(IEndpointRouteBuilder routes, string path, ILogger logger, Func<AdmissionRequest, AdmissionResponse> handler)
    {
        var endpoint = new AdmissionEndpoint(path, handler, logger);
        routes.MapPost(path, endpoint.AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var started = TimeProvider.System.GetTimestamp();
        WebhookInFlight.Add(1, Tag("webhook", name));
        try
        {
            var (code, body) = Decide(await ReadAsync(context));
            context.Response.StatusCode = code;
            if (body is not null)
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body, context.RequestAborted);
            }
        }
        catch (BadHttpRequestException error)
        {
            context.Response.StatusCode = error.StatusCode;
        }
        finally
        {
            WebhookInFlight.Add(-1, Tag("webhook", name));
            WebhookRequests.Add(1, Tag("webhook", name), Tag("code", context.Response.StatusCode.ToString()));
            WebhookDuration.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds, Tag("webhook", name));
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        using var buffer = new MemoryStream(Math.Clamp((int)(context.Request.ContentLength ?? 0), 0, LargestBody));
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    private (int Code, byte[]? Body) Decide(byte[] body)
    {
        var review = Decoder.TryRead(body, KubeJson.Options.TypeInfo<AdmissionReview>());
        if (review?.Request is not { Uid.Length: > 0 } request)
        {
            return (StatusCodes.Status400BadRequest, null);
        }

        var answer = new AdmissionReview
        {
            ApiVersion = review.ApiVersion ?? "admission.k8s.io/v1",
            Kind = "AdmissionReview",
            Response = Handle(request),
        };
        return (StatusCodes.Status200OK, KubeJson.Serialize(answer, KubeJson.Options.TypeInfo<AdmissionReview>()));
    }

    private AdmissionResponse Handle(AdmissionRequest request)
    {
        try
        {
            return handler(request) with { Uid = request.Uid };
        }
        catch (Exception error)
        {
            WebhookPanics.Add(1, Tag("webhook", name));
            RuntimeLog.WebhookFailed(logger, error, name, request.Namespace, request.Name);
            return new AdmissionResponse { Uid = request.Uid, Allowed = true };
        }
    }
}
