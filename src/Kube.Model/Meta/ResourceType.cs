using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kube.Model;

/// <summary>Where a kind lives in the API, without its .NET type.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Plural">Lower-case plural as in the URL.</param>
public record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary><c>v1</c> or <c>group/version</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>URL path of the collection, or of one object, or of its subresource.</summary>
    public string Path(string? @namespace, string? name = null, string? subresource = null)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        var scope = Namespaced && !string.IsNullOrEmpty(@namespace) ? $"/namespaces/{Uri.EscapeDataString(@namespace)}" : "";
        var item = name is null ? "" : $"/{Uri.EscapeDataString(name)}";
        return $"{root}{scope}/{Plural}{item}{(subresource is null ? "" : $"/{subresource}")}";
    }

    public sealed override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>A kind with a record of it, ours or the library's, and its serialiser. Caches take only ours, which can't change.</summary>
/// <param name="Options">Options that know <typeparamref name="T"/>.</param>
public sealed record ResourceType<T>(
    string Group, string Version, string Plural, string Kind, bool Namespaced, JsonSerializerOptions Options)
    : ResourceType(Group, Version, Plural, Kind, Namespaced)
    where T : class
{
    /// <summary>Serialiser of one object.</summary>
    public JsonTypeInfo<T> TypeInfo => Options.TypeInfo<T>();
}
