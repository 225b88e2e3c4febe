using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

using Kube.Model;

using Microsoft.AspNetCore.WebUtilities;

namespace Kube.Runtime;

/// <summary>Requests by kind: paths, queries, deadlines and what may be repeated.</summary>
internal static class Requests
{
    private const string Json = "application/json";

    public static ApiRequest Read(ResourceType type, ObjectKey key) =>
        For(HttpMethod.Get, "get", type, key.Namespace, key.Name) with { Idempotent = true };

    public static ApiRequest List(ResourceType type, ListOptions options, string? @continue, bool metadataOnly) =>
        Collection("list", type, options, metadataOnly ? "PartialObjectMetadataList" : null, new()
        {
            ["limit"] = options.PageSize.ToString(CultureInfo.InvariantCulture),
            ["continue"] = @continue,
        }) with { Deadline = TimeSpan.FromSeconds(60), Idempotent = true };

    public static ApiRequest Watch(ResourceType type, ListOptions options, string version, TimeSpan asked, bool metadataOnly) =>
        Collection("watch", type, options, metadataOnly ? "PartialObjectMetadata" : null, new()
        {
            ["watch"] = "true",
            ["allowWatchBookmarks"] = "true",
            ["timeoutSeconds"] = Math.Ceiling(asked.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ["resourceVersion"] = version,
        }) with { Lane = Lane.Watch };

    public static ApiRequest Create(ResourceType type, string? @namespace, byte[] body) =>
        For(HttpMethod.Post, "create", type, @namespace, null) with { Body = body, ContentType = Json };

    public static ApiRequest Replace(ResourceType type, ObjectKey key, byte[] body) =>
        Write(HttpMethod.Put, "update", type, key, body, Json);

    public static ApiRequest Patch(ResourceType type, ObjectKey key, byte[] patch, string contentType) =>
        Write(HttpMethod.Patch, "patch", type, key, patch, contentType);

    public static ApiRequest Apply(ResourceType type, ObjectKey key, string? subresource, byte[] json, ApplyOptions options)
    {
        var request = Write(HttpMethod.Patch, "apply", type, key, json, "application/apply-patch+yaml", subresource);
        var query = $"?fieldManager={Uri.EscapeDataString(options.FieldManager)}&force=true{(options.DryRun ? "&dryRun=All" : "")}";
        return request with { Path = request.Path + query, Idempotent = true };
    }

    /// <summary>Dependents go too, in the background.</summary>
    public static ApiRequest Delete(ResourceType type, ObjectKey key, string? uid)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = "Background" };
        if (uid is not null)
        {
            body["preconditions"] = new JsonObject { ["uid"] = uid };
        }

        var json = Encoding.UTF8.GetBytes(body.ToJsonString());
        return Write(HttpMethod.Delete, "delete", type, key, json, Json) with { Idempotent = true };
    }

    private static ApiRequest Write(
        HttpMethod method, string verb, ResourceType type, ObjectKey key, byte[] body, string contentType, string? subresource = null) =>
        For(method, verb, type, key.Namespace, key.Name, subresource) with { Body = body, ContentType = contentType };

    /// <param name="partial">The kind to ask for instead of whole objects.</param>
    private static ApiRequest Collection(
        string verb, ResourceType type, ListOptions options, string? partial, Dictionary<string, string?> query)
    {
        (query["labelSelector"], query["fieldSelector"]) = (options.LabelSelector, options.FieldSelector);
        var request = For(HttpMethod.Get, verb, type, options.Namespace, null);
        return request with
        {
            Path = QueryHelpers.AddQueryString(request.Path, query),
            Accept = partial is null ? Json : $"{Json};as={partial};g=meta.k8s.io;v=v1,{Json}",
        };
    }

    private static ApiRequest For(
        HttpMethod method, string verb, ResourceType type, string? @namespace, string? name, string? subresource = null) => new()
    {
        Method = method,
        Path = type.Path(@namespace, name, subresource),
        Verb = verb,
        Resource = subresource is null ? type.ToString() : $"{type}/{subresource}",
        Namespace = @namespace,
        Name = name,
    };
}
