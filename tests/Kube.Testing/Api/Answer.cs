using System.Net;
using System.Text.Json.Nodes;

namespace Kube.Testing.Api;

/// <summary>What the server said.</summary>
public sealed record Answer(HttpStatusCode Status, string Body)
{
    /// <summary>The body of a success.</summary>
    /// <exception cref="ApiRefusedException">The status is not 2xx.</exception>
    public JsonNode Json() => (int)Status is >= 200 and < 300 ? JsonNode.Parse(Body)! : throw new ApiRefusedException(Status, Body);
}

/// <summary>The server answered with an error; the message is the server's own.</summary>
public sealed class ApiRefusedException(HttpStatusCode status, string body) : Exception($"{(int)status} {status}: {MessageOf(body)}")
{
    public HttpStatusCode Status => status;

    private static string MessageOf(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["message"]?.GetValue<string>() ?? body;
        }
        catch (System.Text.Json.JsonException)
        {
            return body;
        }
    }
}
