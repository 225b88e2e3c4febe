using System.Text.Json;

namespace Kube.Sandbox.Http;

/// <summary>Reads bodies in JSON, which is YAML too.</summary>
internal static class RequestBody
{
    public static ApiException UnknownFormat(string known) => ApiException.Of(
        415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {known}");

    /// <returns>Null for an empty body.</returns>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.Contains("protobuf", StringComparison.Ordinal) == true && request.ContentLength > 0)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            return ProtobufObject.Read(body.ToArray()) ?? throw UnknownFormat("application/json, as of kubectl create -f");
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            return text.Trim().Length == 0 ? null : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest($"the object provided is unrecognized: json parse error: {exception.Message}");
        }
    }

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request) =>
        await ReadAsync(request) as JsonObject
            ?? throw ApiException.BadRequest("the object provided is unrecognized: it is no JSON object");

    public static async Task<DeleteRequest> ReadDeleteAsync(HttpRequest request)
    {
        var body = await ReadAsync(request);
        var propagation = body.Text("propagationPolicy") ?? request.Get("propagationPolicy");
        if (propagation == "Orphan")
        {
            throw ApiException.BadRequest("the sandbox lets no dependents go orphan");
        }

        return new DeleteRequest(
            propagation == "Foreground", body.Integer("gracePeriodSeconds"), body.Text("preconditions", "uid"),
            body.Text("preconditions", "resourceVersion"),
            request.Get("dryRun") == "All" || body.Texts("dryRun").Contains("All"));
    }
}
