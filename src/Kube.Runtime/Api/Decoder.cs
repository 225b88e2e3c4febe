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
        ListMeta? metadata = null;
        var reader = new Utf8JsonReader(json, ReaderOptions);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                metadata = JsonSerializer.Deserialize(Slice(json, ref reader), KubeJson.Options.TypeInfo<ListMeta>());
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                Items(json, ref reader, type, items, broken);
            }
            else
            {
                reader.Skip();
            }
        }

        return metadata?.ResourceVersion is { } version
            ? new ListPage<T>(items.ToImmutable(), broken.ToImmutable(), version, string.IsNullOrEmpty(metadata.Continue)
                ? null
                : metadata.Continue)
            : throw new JsonException($"the list of {type} has no resource version");
    }

    /// <exception cref="ApiException">The line is an <c>ERROR</c>.</exception>
    /// <exception cref="JsonException">It is no watch event.</exception>
    public static WatchEvent<T> Event<T>(byte[] line, ResourceType<T> type, ApiRequest request)
        where T : class, IKubeObject
    {
        string? kind = null;
        ReadOnlySpan<byte> value = default;
        var reader = new Utf8JsonReader(line, ReaderOptions);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                kind = reader.GetString();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                value = Slice(line, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return kind switch
        {
            "ADDED" or "MODIFIED" => Object(value, type) is { } item
                ? new WatchEvent<T>.Upsert(item)
                : new WatchEvent<T>.Broken(Metadata(value)),
            "DELETED" => Object(value, type) is { } item ? new WatchEvent<T>.Deleted(item) : new WatchEvent<T>.Broken(Metadata(value)),
            "BOOKMARK" when Metadata(value)?.ResourceVersion is { } version => new WatchEvent<T>.Bookmark(version),
            "ERROR" => throw Error(value, request),
            _ => throw new JsonException($"the watch of {type} sent an event of an unknown type"),
        };
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

    private static void Items<T>(
        byte[] json, ref Utf8JsonReader reader, ResourceType<T> type, ImmutableArray<T>.Builder items,
        ImmutableArray<ObjectKey?>.Builder broken)
        where T : class, IKubeObject
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var item = json.AsSpan(start, (int)reader.BytesConsumed - start);
            if (Object(item, type) is { } value)
            {
                items.Add(value);
            }
            else
            {
                broken.Add(Metadata(item)?.Key);
            }
        }
    }

    private static T? Object<T>(ReadOnlySpan<byte> json, ResourceType<T> type)
        where T : class, IKubeObject =>
        TryRead(json, type.TypeInfo) is { Metadata: { Name.Length: > 0, ResourceVersion.Length: > 0 } } item ? item : null;

    private static ObjectMeta? Metadata(ReadOnlySpan<byte> json) => TryRead(json, KubeJson.Options.TypeInfo<ObjectMetadata>())?.Metadata;

    private static ApiException Error(ReadOnlySpan<byte> json, ApiRequest request)
    {
        var status = TryRead(json, KubeJson.Options.TypeInfo<V1Status>());
        return new ApiException(request, status?.Code ?? 500, status, null);
    }

    private static ReadOnlySpan<byte> Slice(byte[] json, scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json.AsSpan(start, (int)reader.BytesConsumed - start);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException($"expected {token}");
        }
    }
}
