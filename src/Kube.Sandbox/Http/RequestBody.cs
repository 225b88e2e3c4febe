using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Kube.Sandbox.Protobuf;
using Microsoft.AspNetCore.Http;
using YamlDotNet.Core;

namespace Kube.Sandbox.Http;

/// <summary>Reads bodies: JSON, or YAML where the content type says so.</summary>
internal static class RequestBody
{
    /// <returns>Null for an empty body.</returns>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.Contains("protobuf", StringComparison.Ordinal) == true && request.ContentLength != 0)
        {
            return await ReadProtobufAsync(request);
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (text.Trim().Length == 0)
        {
            return null;
        }

        try
        {
            return request.ContentType?.Contains("yaml", StringComparison.Ordinal) == true && !text.TrimStart().StartsWith('{')
                ? Yaml.Parse(text)
                : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
        }
        catch (Exception exception) when (exception is JsonException or YamlException)
        {
            throw ApiException.BadRequest($"the object provided is unrecognized: couldn't get version/kind; json parse error: {exception.Message}");
        }
    }

    private static async Task<JsonObject> ReadProtobufAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            return ProtobufObject.Read(body.ToArray());
        }
        catch (FormatException exception)
        {
            throw ApiException.Of(
                415, "UnsupportedMediaType",
                $"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml ({exception.Message})");
        }
    }

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request) =>
        await ReadAsync(request) as JsonObject ?? throw ApiException.BadRequest("the object provided is unrecognized: it is no JSON object");

    public static async Task<DeleteRequest> ReadDeleteAsync(HttpRequest request)
    {
        var body = await ReadAsync(request);
        var propagation = body.Text("propagationPolicy") ?? request.Get("propagationPolicy") ?? (body.Flag("orphanDependents") ? "Orphan" : "Background");
        var grace = body.Integer("gracePeriodSeconds") ?? (long.TryParse(request.Get("gracePeriodSeconds"), out var seconds) ? seconds : null);
        return new DeleteRequest(propagation, grace, body.Text("preconditions", "uid"), body.Text("preconditions", "resourceVersion"))
        {
            DryRun = request.Get("dryRun") == "All" || body.Texts("dryRun").Contains("All"),
        };
    }
}
