using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.RateLimiting;

using k8s;
using k8s.Authentication;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>One request in, one answer or exception out, never later than its deadline.</summary>
/// <remarks>
/// <para>Guarantees: watches, unary calls and the Lease use separate connections; every read has a deadline; only what is safe to repeat is
/// repeated; a 401 makes the credentials be fetched again, once.</para>
/// <para>Errors: <see cref="ApiException"/> for an answer that is no success, <see cref="TimeoutException"/> for a deadline of ours or a
/// connection that can't be made in time, <see cref="HttpRequestException"/> or <see cref="IOException"/> for a broken connection, with the
/// innermost cause in the message. <see cref="OperationCanceledException"/> only when the caller cancelled.</para>
/// </remarks>
public sealed class ApiTransport : IDisposable
{
    private const int WritesInFlight = 32;

    private readonly string? serverName;
    private readonly ITokenProvider? tokens;
    private readonly Handlers handlers;
    private readonly TimeProvider time;
    private readonly RetryPolicy retry;
    private readonly string host;
    private readonly ConcurrencyLimiter writes = new(new() { PermitLimit = WritesInFlight, QueueLimit = int.MaxValue });

    public ApiTransport(KubernetesClientConfiguration config, string component, TimeProvider time, RetryPolicy? retry = null)
    {
        (this.time, this.retry, serverName) = (time, retry ?? RetryPolicy.Default, config.TlsServerName);
        tokens = config.TokenProvider ?? Fixed(config);
        handlers = new Handlers(config, component);
        host = new Uri(config.Host).Authority;
    }

    internal TimeProvider Time => time;

    /// <summary>Sends and reads the whole body.</summary>
    public async Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var limited = request.Method != HttpMethod.Get && request.Lane == Lane.Unary;
        using var turn = limited ? await writes.AcquireAsync(1, cancellationToken) : null;
        using var response = await RetryAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Opens a stream of lines that ends, throws, or yields a line within <paramref name="idle"/>.</summary>
    /// <param name="total">How long it lasts at most.</param>
    internal async Task<LineStream> OpenAsync(ApiRequest request, TimeSpan idle, TimeSpan total, CancellationToken cancellationToken)
    {
        var response = await RetryAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = await response.Content.ReadAsStreamAsync(CancellationToken.None);
        return new LineStream(response, body, idle, total, time, cancellationToken);
    }

    public void Dispose()
    {
        handlers.Dispose();
        writes.Dispose();
    }

    private async Task<HttpResponseMessage> RetryAsync(
        ApiRequest request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var activity = StartActivity(request);
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(request, completion, activity, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                if (retry.Next(request.Idempotent, error, attempt, time.GetElapsedTime(started), Jitter.Next()) is not { } delay)
                {
                    activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
                    throw;
                }

                activity?.SetTag("http.request.resend_count", attempt);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(
        ApiRequest request, HttpCompletionOption completion, Activity? activity, CancellationToken cancellationToken)
    {
        request.Guard?.Invoke();
        using var deadline = new CancellationTokenSource(request.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var (response, sentAt) = await SendOnceAsync(request, completion, activity, either.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized
                && tokens is IRenewableTokenProvider renewable && await renewable.RenewAsync(sentAt, either.Token))
            {
                response.Dispose();
                if (tokens is ExecCredentials { HasCertificate: true })
                {
                    // A certificate belongs to the connection.
                    handlers.Renew(request.Lane);
                }

                (response, _) = await SendOnceAsync(request, completion, activity, either.Token);
            }

            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw ApiException.From(request, response, await response.Content.ReadAsByteArrayAsync(either.Token), time.GetUtcNow());
            }
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            var cause = deadline.IsCancellationRequested
                ? $"no answer within {request.Deadline.TotalSeconds:0.#} s"
                : error.GetBaseException().Message;
            throw new TimeoutException($"{request.Verb} {request.Resource}: {cause}", error);
        }
        catch (HttpRequestException error) when (!error.Message.Contains(error.GetBaseException().Message, StringComparison.Ordinal))
        {
            throw new HttpRequestException(
                error.HttpRequestError, $"{error.Message} ({error.GetBaseException().Message})", error, error.StatusCode);
        }
    }

    private async Task<(HttpResponseMessage Response, long SentAt)> SendOnceAsync(
        ApiRequest request, HttpCompletionOption completion, Activity? activity, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        message.Headers.Authorization = tokens is null ? null : await tokens.GetAuthenticationHeaderAsync(cancellationToken);
        var started = time.GetTimestamp();
        var code = "<error>";
        try
        {
            var response = await handlers.For(request.Lane).SendAsync(message, completion, cancellationToken);
            code = ((int)response.StatusCode).ToString();
            activity?.SetTag("http.response.status_code", (int)response.StatusCode);
            return (response, started);
        }
        finally
        {
            RequestCount.Add(1, Tag("code", code), Tag("method", request.Method.Method), Tag("host", host));
            RequestDuration.Record(time.GetElapsedTime(started).TotalSeconds, Tag("verb", request.Method.Method), Tag("host", host));
        }
    }

    /// <remarks>The handler takes the name for TLS (SNI) from the Host header; there is no other way to set it.</remarks>
    private HttpRequestMessage Message(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.Host = serverName;
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType ?? "application/json");
        }

        return message;
    }

    private static StringTokenProvider? Fixed(KubernetesClientConfiguration config) =>
        config.AccessToken is { Length: > 0 } token ? new StringTokenProvider(token, "Bearer")
        : config.Username is { Length: > 0 } user
            ? new StringTokenProvider(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{config.Password}")), "Basic")
        : null;

    private static Activity? StartActivity(ApiRequest request)
    {
        var activity = Source.StartActivity($"{request.Verb} {request.Resource}", ActivityKind.Internal);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("k8s.verb", request.Verb);
        activity?.SetTag("k8s.resource", request.Resource);
        activity?.SetTag("k8s.namespace.name", request.Namespace);
        activity?.SetTag("k8s.object.name", request.Name);
        return activity;
    }
}
