using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kube.Sandbox.Patch;

namespace Kube.Sandbox.Admission;

/// <summary>Calls webhooks over HTTPS (or HTTP, for a resolver that says so) and applies what they answer.</summary>
/// <param name="resolve">Where the Service of a webhook really listens; null for "nowhere".</param>
internal sealed class WebhookCaller(ServiceResolver? resolve)
{
    /// <returns>The object as the webhook wants it.</returns>
    /// <exception cref="ApiException">The webhook refuses, or fails with the policy <c>Fail</c>.</exception>
    public async Task<JsonObject> CallAsync(Webhook webhook, AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Options.DryRun && webhook.SkipsDryRun)
        {
            throw ApiException.BadRequest($"admission webhook \"{webhook.Name}\" does not support dry run");
        }

        try
        {
            return Apply(webhook, await SendAsync(webhook, request.Review(), cancellation), request);
        }
        catch (Exception exception) when (IsTrouble(exception, cancellation))
        {
            return webhook.FailsClosed
                ? throw ApiException.Of(500, "InternalError",
                    $"Internal error occurred: failed calling webhook \"{webhook.Name}\": {exception.Message}")
                : request.Value;
        }
    }

    private static bool IsTrouble(Exception exception, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && exception is HttpRequestException or IOException or OperationCanceledException
            or JsonException or PatchException or FormatException or InvalidDataException;

    private static JsonObject Apply(Webhook webhook, JsonNode? answer, AdmissionRequest request)
    {
        var response = answer.Map("response") ?? throw new InvalidDataException("the answer has no response");
        request.Options.Warnings.AddRange(response.Texts("warnings"));
        if (!response.Flag("allowed"))
        {
            var code = (int)(response.Integer("status", "code") ?? 403);
            var words = response.Text("status", "message") is { } message ? $": {message}" : " without explanation";
            var reason = response.Text("status", "reason") ?? (code == 403 ? "Forbidden" : "");
            throw ApiException.Of(code, reason, $"admission webhook \"{webhook.Name}\" denied the request{words}");
        }

        if (response.Text("patch") is not { Length: > 0 } patch)
        {
            return request.Value;
        }

        var operations = JsonNode.Parse(Convert.FromBase64String(patch)) as JsonArray
            ?? throw new InvalidDataException("the patch is no list");
        return JsonPatch.Apply(request.Value, operations) as JsonObject ?? throw new InvalidDataException("the patch leaves no object");
    }

    private async Task<JsonNode?> SendAsync(Webhook webhook, JsonObject body, CancellationToken cancellation)
    {
        var config = webhook.Value.Map("clientConfig");
        var host = config.Map("service") is null ? null : $"{config.Text("service", "name")}.{config.Text("service", "namespace")}.svc";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(webhook.Timeout);
        using var client = new HttpClient(Handler(config, host)) { Timeout = Timeout.InfiniteTimeSpan };
        using var message = new HttpRequestMessage(HttpMethod.Post, Address(config));
        message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        message.Headers.Host = message.RequestUri!.Scheme == Uri.UriSchemeHttps ? host : null;
        using var response = await client.SendAsync(message, deadline.Token);
        return response.StatusCode == HttpStatusCode.OK
            ? JsonNode.Parse(await response.Content.ReadAsStringAsync(deadline.Token))
            : throw new HttpRequestException($"the webhook answered {(int)response.StatusCode}");
    }

    private Uri Address(JsonObject? config)
    {
        if (config.Text("url") is { } url)
        {
            return new Uri(url);
        }

        var name = config.Text("service", "name") ?? "";
        var target = resolve?.Invoke(config.Text("service", "namespace") ?? "", name, (int)(config.Integer("service", "port") ?? 443));
        return new Uri(target ?? throw new HttpRequestException($"no endpoints available for service \"{name}\""),
            config.Text("service", "path") ?? "/");
    }

    private static SocketsHttpHandler Handler(JsonObject? config, string? host)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.TargetHost = host;
        if (config.Text("caBundle") is { Length: > 0 } bundle)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(bundle)));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }
}
