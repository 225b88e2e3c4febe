using Kube.Sandbox.Patch;

namespace Kube.Sandbox.Http;

/// <summary>Reads patches of all kinds into edits of an object.</summary>
internal static class PatchBody
{
    private static string Type(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    public static bool IsApply(HttpRequest request) => Type(request) == "application/apply-patch+yaml";

    public static async Task<JsonObject> ReadApplyAsync(HttpRequest request, RequestTarget target)
    {
        if (request.Get("fieldManager") is null)
        {
            throw ApiException.Invalid("meta.k8s.io", "PatchOptions", "",
                [FieldError.Required("fieldManager", "is required for apply patch")]);
        }

        var body = await RequestBody.ReadObjectAsync(request);
        if (body.At("metadata", "managedFields") is not null)
        {
            throw ApiException.BadRequest("metadata.managedFields must be nil");
        }

        if (body.Text("kind") is { } kind && kind != target.Resource.Kind)
        {
            throw ApiException.BadRequest($"invalid object type: {body.Text("apiVersion")}, Kind={kind}");
        }

        return body;
    }

    public static async Task<ObjectWriter.Edit> ReadAsync(HttpRequest request, RequestTarget target)
    {
        var type = Type(request);
        var body = await RequestBody.ReadAsync(request);
        return (type, body) switch
        {
            ("application/json-patch+json", JsonArray operations) => live => Run(live, operations),
            ("application/merge-patch+json", JsonObject patch) => live => (JsonObject)MergePatch.Apply(live, patch)!,
            ("application/strategic-merge-patch+json", JsonObject patch) when target.Resource.Custom is null =>
                live => StrategicMergePatch.Apply(target.Resource.Schema, live, patch),
            ("application/json-patch+json" or "application/merge-patch+json", _) =>
                throw ApiException.BadRequest("the patch is not of the form that its content type says"),
            _ => throw Unsupported(target.Resource),
        };
    }

    private static JsonObject Run(JsonObject live, JsonArray operations)
    {
        try
        {
            return JsonPatch.Apply(live, operations) as JsonObject ?? throw new PatchException("the patch leaves no object");
        }
        catch (PatchException)
        {
            throw ApiException.Of(422, "Invalid", "the server rejected our request due to an error in our request", []);
        }
    }

    private static ApiException Unsupported(ResourceDefinition resource)
    {
        var strategic = resource.Custom is null ? "application/strategic-merge-patch+json, " : "";
        return RequestBody.UnknownFormat(
            $"application/json-patch+json, application/merge-patch+json, {strategic}application/apply-patch+yaml");
    }
}
