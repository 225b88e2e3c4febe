using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
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

        JsonObject answer;
        try
        {
            answer = await SendAsync(webhook, request.Review(), cancellation);
            return Apply(webhook, answer, request);
        }
        catch (Exception exception) when (IsTrouble(exception, cancellation))
        {
            return webhook.FailsClosed
                ? throw ApiException.Of(500, "InternalError", $"Internal error occurred: failed calling webhook \"{webhook.Name}\": {exception.Message}")
                : request.Value;
        }
    }

    private static bool IsTrouble(Exception exception, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && exception is HttpRequestException or IOException or OperationCanceledException or JsonException or PatchException or FormatException or InvalidDataException;

    private static JsonObject Apply(Webhook webhook, JsonObject answer, AdmissionRequest request)
    {
        var response = answer.Map("response") ?? throw new InvalidDataException("the answer has no response");
        request.Options.Warnings.AddRange(response.Texts("warnings"));
        if (!response.Flag("allowed"))
        {
            throw Refusal(webhook, response);
        }

        if (response.Text("patch") is not { Length: > 0 } patch)
        {
            return request.Value;
        }

        var operations = JsonNode.Parse(Convert.FromBase64String(patch)) as JsonArray ?? throw new InvalidDataException("the patch is no list");
        return JsonPatch.Apply(request.Value, operations) as JsonObject ?? throw new InvalidDataException("the patch leaves no object");
    }

    private static ApiException Refusal(Webhook webhook, JsonObject response)
    {
        var code = (int)(response.Integer("status", "code") ?? 403);
        var message = response.Text("status", "message");
        var text = message is null
            ? $"admission webhook \"{webhook.Name}\" denied the request without explanation"
            : $"admission webhook \"{webhook.Name}\" denied the request: {message}";
        return ApiException.Of(code, response.Text("status", "reason") ?? (code == 403 ? "Forbidden" : ""), text);
    }

    private async Task<JsonObject> SendAsync(Webhook webhook, JsonObject body, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(webhook.Timeout);
        using var client = new HttpClient(Handler(webhook)) { Timeout = Timeout.InfiniteTimeSpan };
        using var message = new HttpRequestMessage(HttpMethod.Post, Address(webhook));
        message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (webhook.Value.Map("clientConfig", "service") is { } service && message.RequestUri?.Scheme == Uri.UriSchemeHttps)
        {
            message.Headers.Host = $"{service.Text("name")}.{service.Text("namespace")}.svc";
        }

        using var response = await client.SendAsync(message, deadline.Token);
        var text = await response.Content.ReadAsStringAsync(deadline.Token);
        return response.StatusCode == HttpStatusCode.OK && JsonNode.Parse(text) is JsonObject answer
            ? answer
            : throw new HttpRequestException($"the webhook answered {(int)response.StatusCode}");
    }

    private Uri Address(Webhook webhook)
    {
        var config = webhook.Value.Map("clientConfig");
        if (config.Text("url") is { } url)
        {
            return new Uri(url);
        }

        var (@namespace, name, port) = (config.Text("service", "namespace") ?? "", config.Text("service", "name") ?? "", (int)(config.Integer("service", "port") ?? 443));
        var target = resolve?.Invoke(@namespace, name, port)
            ?? throw new HttpRequestException($"no endpoints available for service \"{name}\"");
        return new Uri(target, config.Text("service", "path") ?? "/");
    }

    private static SocketsHttpHandler Handler(Webhook webhook)
    {
        var options = new SslClientAuthenticationOptions();
        if (webhook.Value.Map("clientConfig", "service") is { } service)
        {
            options.TargetHost = $"{service.Text("name")}.{service.Text("namespace")}.svc";
        }

        if (webhook.Value.Text("clientConfig", "caBundle") is { Length: > 0 } bundle)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(bundle)));
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return new SocketsHttpHandler { SslOptions = options, UseProxy = false };
    }
}
