using System.Globalization;
using System.Text;
using System.Text.Json;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Requests by kind: paths, queries, deadlines and what may be repeated.</summary>
internal static class Requests
{
    private const string MetadataItem = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    private const string MetadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    public static ApiRequest Read(ResourceType type, ObjectKey key) =>
        For(HttpMethod.Get, "get", type, key.Namespace, key.Name, null) with { Idempotent = true };

    public static ApiRequest List(ResourceType type, ListOptions options, string? @continue, bool metadataOnly)
    {
        var query = new StringBuilder("?limit=").Append(options.PageSize.ToString(CultureInfo.InvariantCulture));
        Append(query, "labelSelector", options.LabelSelector);
        Append(query, "fieldSelector", options.FieldSelector);
        Append(query, "continue", @continue);
        var request = For(HttpMethod.Get, "list", type, options.Namespace, null, null);
        return request with
        {
            Path = request.Path + query,
            Accept = metadataOnly ? MetadataList : request.Accept,
            Deadline = TimeSpan.FromSeconds(60),
            Idempotent = true,
        };
    }

    public static ApiRequest Watch(ResourceType type, ListOptions options, string version, TimeSpan asked, bool metadataOnly)
    {
        var query = new StringBuilder("?watch=true&allowWatchBookmarks=true&timeoutSeconds=")
            .Append(((int)Math.Ceiling(asked.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        Append(query, "resourceVersion", version);
        Append(query, "labelSelector", options.LabelSelector);
        Append(query, "fieldSelector", options.FieldSelector);
        var request = For(HttpMethod.Get, "watch", type, options.Namespace, null, null);
        return request with
        {
            Path = request.Path + query,
            Accept = metadataOnly ? MetadataItem : request.Accept,
            Lane = Lane.Watch,
        };
    }

    public static ApiRequest Create(ResourceType type, string? @namespace, byte[] body) =>
        For(HttpMethod.Post, "create", type, @namespace, null, null) with { Body = body, ContentType = "application/json" };

    public static ApiRequest Write(
        HttpMethod method, string verb, ResourceType type, ObjectKey key, string? subresource, byte[] body, string contentType) =>
        For(method, verb, type, key.Namespace, key.Name, subresource) with { Body = body, ContentType = contentType };

    /// <summary>Dependents go too, in the background.</summary>
    public static byte[] DeleteBody(string? uid)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", "v1");
            json.WriteString("kind", "DeleteOptions");
            json.WriteString("propagationPolicy", "Background");
            if (uid is not null)
            {
                json.WriteStartObject("preconditions");
                json.WriteString("uid", uid);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static ApiRequest For(
        HttpMethod method, string verb, ResourceType type, string? @namespace, string? name, string? subresource) => new()
    {
        Method = method,
        Path = type.Path(@namespace, name, subresource),
        Verb = verb,
        Resource = subresource is null ? type.ToString() : $"{type}/{subresource}",
        Namespace = @namespace,
        Name = name,
    };

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
