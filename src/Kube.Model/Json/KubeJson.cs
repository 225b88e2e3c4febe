using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

using k8s.Models;

namespace Kube.Model;

/// <summary>The one way objects become JSON and back, our records and the library's.</summary>
/// <remarks>
/// Guarantees: output is canonical (same value, same bytes): fixed order of fields, maps sorted, no nulls, no empty collections, no
/// indentation. Absent and empty mean the same to a reader of the model; the API server drops empties too, so applying never churns.
/// Amounts and int-or-strings that were read are written as they were.
/// </remarks>
public static class KubeJson
{
    /// <summary>Options for the kinds of this project.</summary>
    public static JsonSerializerOptions Options { get; } = Create(ModelJsonContext.Default);

    /// <summary>Options for further kinds; pass their source-generated contexts.</summary>
    public static JsonSerializerOptions Create(params IJsonTypeInfoResolver[] contexts)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 128,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts, ModelJsonContext.Default])
                .WithAddedModifier(LibraryContracts.Adapt)
                .WithAddedModifier(LeaveOutEmpty),
            Converters =
            {
                new TimeConverter(),
                new LibraryTimeConverter(LibraryTimeConverter.Seconds),
                new AmountConverter(),
                new IntOrStringConverter(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Canonical UTF-8 bytes.</summary>
    public static byte[] Serialize<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    /// <summary>The typed metadata of <typeparamref name="T"/> in <paramref name="options"/>.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>(this JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string))
            {
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.Cast<object?>().Any();
            }
        }
    }
}
