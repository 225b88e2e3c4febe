using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using k8s.Models;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Lists and watch lines to records, object by object, so that one bad object does not spoil the rest.</summary>
internal static class Decoder
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 256 };

    /// <exception cref="JsonException">It is no list.</exception>
    public static ListPage<T> Page<T>(byte[] json, ResourceType<T> type)
        where T : class, IKubeObject
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var broken = ImmutableArray.CreateBuilder<ObjectKey?>();
        var list = Children(json);
        foreach (var (_, item) in Children(Child(list, "items")))
        {
            if (Object(item, type) is { } value)
            {
                items.Add(value);
            }
            else
            {
                broken.Add(Metadata(item)?.Key);
            }
        }

        return TryRead(Child(list, "metadata").Span, KubeJson.Options.TypeInfo<V1ListMeta>()) is { ResourceVersion: { } version } metadata
            ? new(items.ToImmutable(), broken.ToImmutable(), version, metadata.ContinueProperty is "" ? null : metadata.ContinueProperty)
            : throw new JsonException($"the list of {type} has no resource version");
    }

    /// <exception cref="ApiException">The line is an <c>ERROR</c>.</exception>
    /// <exception cref="JsonException">It is no watch event.</exception>
    public static WatchEvent<T> Event<T>(byte[] line, ResourceType<T> type, ApiRequest request)
        where T : class, IKubeObject
    {
        var fields = Children(line);
        var value = Child(fields, "object");
        switch (TryRead(Child(fields, "type").Span, KubeJson.Options.TypeInfo<string>()))
        {
            case "ADDED" or "MODIFIED":
                return Object(value, type) is { } now ? new WatchEvent<T>.Upsert(now) : new WatchEvent<T>.Broken(Metadata(value));
            case "DELETED":
                return Object(value, type) is { } last ? new WatchEvent<T>.Deleted(last) : new WatchEvent<T>.Broken(Metadata(value));
            case "BOOKMARK" when Metadata(value)?.ResourceVersion is { } version:
                return new WatchEvent<T>.Bookmark(version);
            case "ERROR":
                var status = TryRead(value.Span, KubeJson.Options.TypeInfo<V1Status>());
                throw new ApiException(request, status?.Code ?? 500, status, null);
            default:
                throw new JsonException($"the watch of {type} sent an event of an unknown type");
        }
    }

    /// <summary>The object, or null when it does not fit the record.</summary>
    public static T? TryRead<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private static T? Object<T>(ReadOnlyMemory<byte> json, ResourceType<T> type)
        where T : class, IKubeObject =>
        TryRead(json.Span, type.TypeInfo) is { Metadata: { Name.Length: > 0, ResourceVersion.Length: > 0 } } item ? item : null;

    private static ObjectMeta? Metadata(ReadOnlyMemory<byte> json) =>
        TryRead(json.Span, KubeJson.Options.TypeInfo<ObjectMetadata>())?.Metadata;

    private static ReadOnlyMemory<byte> Child(List<(string? Name, ReadOnlyMemory<byte> Json)> children, string name) =>
        children.Find(child => child.Name == name).Json;

    /// <summary>The fields of an object or the items of an array, none of them decoded.</summary>
    private static List<(string? Name, ReadOnlyMemory<byte> Json)> Children(ReadOnlyMemory<byte> json)
    {
        var children = new List<(string?, ReadOnlyMemory<byte>)>();
        var reader = new Utf8JsonReader(json.Span, ReaderOptions);
        while (!json.IsEmpty && reader.Read())
        {
            if (reader.CurrentDepth != 1)
            {
                continue;
            }

            string? name = null;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString();
                reader.Read();
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            children.Add((name, json[start..(int)reader.BytesConsumed]));
        }

        return children;
    }
}
