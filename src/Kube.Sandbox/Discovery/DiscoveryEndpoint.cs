using System.Text.Json.Nodes;
using Kube.Sandbox.Http;
using Kube.Sandbox.Resources;
using Microsoft.AspNetCore.Http;

namespace Kube.Sandbox.Discovery;

/// <summary>What the server says about itself: version, groups, resources, schemas.</summary>
internal sealed class DiscoveryEndpoint(ResourceRegistry registry)
{
    private const string OpenApiV2Protobuf = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    /// <returns>Null when the path is not about discovery.</returns>
    public RequestDelegate? Find(HttpRequest request)
    {
        var groups = new GroupDocuments(registry.All);
        var path = (request.Path.Value ?? "/").TrimEnd('/');
        var aggregated = request.Headers.Accept.ToString().Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal);
        return path.Trim('/').Split('/') switch
        {
            ["version"] => Json(ServerVersion()),
            ["api"] => aggregated ? Aggregated(groups.Aggregated(core: true)) : Json(GroupDocuments.CoreVersions()),
            ["apis"] => aggregated ? Aggregated(groups.Aggregated(core: false)) : Json(groups.Groups()),
            ["api", "v1"] => Json(groups.Resources("", "v1")),
            ["apis", var group] => groups.Group(group) is { } found ? Json(found) : null,
            ["apis", var group, var version] => groups.Resources(group, version) is { } found ? Json(found) : null,
            ["openapi", "v2"] => ServeOpenApiV2Async,
            ["openapi", "v3"] => Json(OpenApiDocuments.Index(registry.All)),
            ["openapi", "v3", .. var rest] => OpenApiDocuments.Of(registry.All, string.Join('/', rest)) is { } found ? Json(found) : null,
            _ => null,
        };
    }

    private static RequestDelegate Json(JsonNode? body) => context => Answer.JsonAsync(context, 200, body!);

    private static RequestDelegate Aggregated(JsonObject body) => context =>
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        return context.Response.Body.WriteAsync(Answer.Bytes(body), context.RequestAborted).AsTask();
    };

    /// <summary>Clients use version 3; for the others an empty document, which in protobuf is no byte at all.</summary>
    private static Task ServeOpenApiV2Async(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("protobuf", StringComparison.Ordinal))
        {
            return Answer.JsonAsync(context, 200, new JsonObject
            {
                ["swagger"] = "2.0", ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0" }, ["paths"] = new JsonObject(),
            });
        }

        context.Response.ContentType = OpenApiV2Protobuf;
        return Task.CompletedTask;
    }

    private static JsonObject ServerVersion() => new()
    {
        ["major"] = "1", ["minor"] = "36", ["gitVersion"] = "v1.36.0-sandbox", ["gitCommit"] = "", ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z", ["goVersion"] = "", ["compiler"] = "", ["platform"] = "linux/amd64",
    };
}
