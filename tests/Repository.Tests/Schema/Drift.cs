using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace Repository.Tests.Schema;

/// <summary>Compares a schema with the record that is read from it, in both directions.</summary>
/// <remarks>
/// A schema may be stricter than a record of <c>Kube.Model</c>, which follows the Kubernetes API; it may require a list that has
/// at least one item, because a record reads an absent list as an empty one.
/// </remarks>
internal static class Drift
{
    public static IEnumerable<string> Between(CrdSchema schema, Type record) => Compare("", schema.Root, record);

    private static IEnumerable<string> Compare(string path, JsonObject schema, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var expected = Expected(type);
        if (expected is not null)
        {
            return Scalar(path, schema, type, expected);
        }

        if (typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
        {
            return Collection(path, schema, type);
        }

        return path == ".metadata" ? [] : Object(path, schema, type);
    }

    private static string? Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) => "integer int32",
        _ when type == typeof(long) => "integer int64",
        _ when type == typeof(DateTimeOffset) => "string date-time",
        _ when type == typeof(Quantity) => "int-or-string",
        { IsEnum: true } => "string",
        _ => null,
    };

    private static IEnumerable<string> Scalar(string path, JsonObject schema, Type type, string expected)
    {
        var actual = schema.ContainsKey("x-kubernetes-int-or-string") ? "int-or-string" : $"{schema["type"]} {schema["format"]}".TrimEnd();
        if (actual != expected)
        {
            yield return $"{path}: the schema says {actual}, the record {expected}";
        }

        var values = (schema["enum"]?.AsArray() ?? []).Select(value => value!.GetValue<string>()).Order(StringComparer.Ordinal).ToList();
        if (type.IsEnum && !values.SequenceEqual(Enum.GetNames(type).Order(StringComparer.Ordinal)))
        {
            yield return $"{path}: the schema allows {string.Join(", ", values)}, the record {string.Join(", ", Enum.GetNames(type))}";
        }
    }

    private static IEnumerable<string> Collection(string path, JsonObject schema, Type type)
    {
        var isMap = type.GetGenericArguments().Length == 2;
        var element = schema[isMap ? "additionalProperties" : "items"] as JsonObject;
        return element is null
            ? [$"{path}: the record has a {(isMap ? "map" : "list")}, the schema {schema["type"]}"]
            : Compare($"{path}{(isMap ? "{}" : "[]")}", element, type.GetGenericArguments()[^1]);
    }

    private static IEnumerable<string> Object(string path, JsonObject schema, Type type)
    {
        var fields = schema["properties"]?.AsObject() ?? [];
        var required = (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        var properties = Properties(type).ToDictionary(property => property.Name);
        foreach (var missing in fields.Select(field => field.Key).Except(properties.Keys))
        {
            yield return $"{path}.{missing}: only in the schema";
        }

        foreach (var (name, property) in properties)
        {
            var found = fields[name] is JsonObject field
                ? Property($"{path}.{name}", field, property, required.Contains(name), type)
                : [$"{path}.{name}: only in the record"];
            foreach (var difference in found)
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> Property(string path, JsonObject field, JsonPropertyInfo property, bool required, Type record)
    {
        if (property.IsRequired && !required && path != ".metadata")
        {
            yield return $"{path}: required in the record only";
        }

        var mayBeStricter = record.Namespace == typeof(Condition).Namespace || (long?)field["minItems"] > 0;
        if (required && !property.IsRequired && !mayBeStricter)
        {
            yield return $"{path}: required in the schema only";
        }

        if (property.PropertyType.IsEnum && (string?)field["default"] != Enum.GetName(property.PropertyType, 0))
        {
            yield return $"{path}: absent is {Enum.GetName(property.PropertyType, 0)} in the record and "
                + $"{field["default"] ?? "absent"} in the schema";
        }

        foreach (var difference in Compare(path, field, property.PropertyType))
        {
            yield return difference;
        }
    }

    private static IEnumerable<JsonPropertyInfo> Properties(Type type) =>
        ApiKinds.JsonOptions.GetTypeInfo(type).Properties
            .Where(property => property.Get is not null || property.Set is not null);
}
