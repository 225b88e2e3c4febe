using System.Net;
using System.Text;

namespace Kube.Testing.Telemetry;

/// <summary>Sends OTLP in JSON over HTTP, as a library would, one request after the other.</summary>
public static class OtlpClient
{
    /// <summary>Posts all requests of a recording.</summary>
    /// <param name="http">Its source address is the sender's identity: take the pod's client for a pod.</param>
    /// <param name="endpoint">Base address, as in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</param>
    /// <exception cref="HttpRequestException">A request was not accepted.</exception>
    public static async Task Send(HttpClient http, Uri endpoint, Recording recording, CancellationToken cancel = default)
    {
        foreach (var request in recording.Requests)
        {
            var status = await Post(http, endpoint, request, cancel);
            if (status != HttpStatusCode.OK)
            {
                throw new HttpRequestException($"{request.Signal} of {recording.Name}: {(int)status}", inner: null, status);
            }
        }
    }

    /// <summary>Posts one request and returns the status.</summary>
    public static async Task<HttpStatusCode> Post(HttpClient http, Uri endpoint, OtlpRequest request, CancellationToken cancel = default)
    {
        using var content = new StringContent(request.Json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{endpoint.ToString().TrimEnd('/')}{request.Signal.Path()}"), content, cancel);
        return response.StatusCode;
    }
}
