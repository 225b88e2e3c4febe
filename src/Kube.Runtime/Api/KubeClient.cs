using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>The API by kind. Stateless; every call ends, throws, or (a watch) yields within its deadlines.</summary>
/// <param name="guard">Called before every attempt of every write; throws when this process may not write.</param>
public class KubeClient(ApiTransport transport, Action? guard = null)
{
    /// <summary>The server is asked to close a watch after a random time between these two, so that watches don't come back
    /// together.</summary>
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(10);

    /// <summary>How long after that we close it ourselves.</summary>
    private static readonly TimeSpan WatchMargin = TimeSpan.FromSeconds(15);

    public ApiTransport Transport { get; } = transport;

    /// <exception cref="ApiException">404 when it does not exist.</exception>
    public async Task<T> GetAsync<T>(ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class =>
        Read(await GetJsonAsync(type, key, cancellationToken), type.TypeInfo);

    /// <summary>The object, or null when there is none.</summary>
    public async Task<T?> FindAsync<T>(ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class =>
        await FindJsonAsync(type, key, cancellationToken) is { } json ? Read(json, type.TypeInfo) : null;

    /// <summary>The whole object as the server has it.</summary>
    public Task<byte[]> GetJsonAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        Transport.SendAsync(Requests.Read(type, key), cancellationToken);

    /// <summary>The whole object, or null when there is none.</summary>
    public async Task<byte[]?> FindJsonAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await GetJsonAsync(type, key, cancellationToken);
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>One page; pass the <see cref="ListPage{T}.Continue"/> of the page before. 60 s.</summary>
    public async Task<ListPage<T>> ListPageAsync<T>(
        ResourceType<T> type, ListOptions options, string? @continue, CancellationToken cancellationToken)
        where T : class, IKubeObject =>
        Decoder.Page(await Transport.SendAsync(Requests.List(type, options, @continue, IsMetadata<T>()), cancellationToken), type);

    /// <summary>All objects, page by page.</summary>
    /// <exception cref="ApiException">410 when the list expired between pages.</exception>
    public async IAsyncEnumerable<T> ListAsync<T>(
        ResourceType<T> type, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        string? next = null;
        do
        {
            var page = await ListPageAsync(type, options, next, cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            next = page.Continue;
        }
        while (next is not null);
    }

    /// <summary>Changes after <paramref name="version"/>. Ends when the server closes; throws otherwise; is never just silent.</summary>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type, ListOptions options, string version, WatchOptions limits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        var asked = Jitter.Between(ShortestWatch, LongestWatch);
        var request = Requests.Watch(type, options, version, asked, IsMetadata<T>());
        await using var lines = await Transport.OpenAsync(request, limits.Idle, asked + WatchMargin, cancellationToken);
        while (await lines.ReadAsync() is { } line)
        {
            yield return Decoder.Event(line, type, request);
        }
    }

    /// <exception cref="ApiException">409 AlreadyExists.</exception>
    public async Task<T> CreateAsync<T>(ResourceType<T> type, T value, CancellationToken cancellationToken)
        where T : class
    {
        var body = ApplyBody.Of(type, value);
        return Read(await WriteAsync(Requests.Create(type, body.Key.Namespace, body.Json), cancellationToken), type.TypeInfo);
    }

    /// <summary>Replaces the object at the resource version it carries.</summary>
    /// <exception cref="ApiException">409 when the object has changed since.</exception>
    public async Task<T> ReplaceAsync<T>(ResourceType<T> type, T value, CancellationToken cancellationToken)
        where T : class
    {
        var body = ApplyBody.Of(type, value);
        return Read(await WriteAsync(Requests.Replace(type, body.Key, body.Json), cancellationToken), type.TypeInfo);
    }

    /// <summary>Server-side apply; returns the object as it is then.</summary>
    public Task<byte[]> ApplyAsync(ApplyBody body, ApplyOptions options, CancellationToken cancellationToken) =>
        ApplyAsync(body.Resource, body.Key, null, body.Json, options, cancellationToken);

    /// <summary>Server-side apply of JSON to an object or to its <paramref name="subresource"/>.</summary>
    public Task<byte[]> ApplyAsync(
        ResourceType type, ObjectKey key, string? subresource, byte[] json, ApplyOptions options, CancellationToken cancellationToken) =>
        WriteAsync(Requests.Apply(type, key, subresource, json, options), cancellationToken);

    /// <summary>A JSON Patch (RFC 6902). Repeat-safe only by its own <c>test</c> operations, so it is not repeated.</summary>
    public Task<byte[]> PatchAsync(ResourceType type, ObjectKey key, byte[] patch, CancellationToken cancellationToken) =>
        WriteAsync(Requests.Patch(type, key, patch, "application/json-patch+json"), cancellationToken);

    /// <summary>A JSON merge patch (RFC 7386).</summary>
    public Task<byte[]> MergeAsync(ResourceType type, ObjectKey key, byte[] patch, CancellationToken cancellationToken) =>
        WriteAsync(Requests.Patch(type, key, patch, "application/merge-patch+json") with { Idempotent = true }, cancellationToken);

    /// <summary>Deletes this very object, not a successor of the same name; true when it was there.</summary>
    /// <exception cref="ApiException">409 when the uid is another one.</exception>
    public async Task<bool> DeleteAsync(ResourceType type, ObjectKey key, string? uid, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(Requests.Delete(type, key, uid), cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            return false;
        }
    }

    private Task<byte[]> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        Transport.SendAsync(request with { Guard = guard }, cancellationToken);

    private static bool IsMetadata<T>() => typeof(T) == typeof(ObjectMetadata);

    private static T Read<T>(byte[] json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the API server answered null");
}

/// <summary>How a server-side apply is made; it takes over fields of other managers.</summary>
/// <param name="FieldManager">Stable name of the writer; fields it no longer sends are removed.</param>
public sealed record ApplyOptions(string FieldManager, bool DryRun = false);
