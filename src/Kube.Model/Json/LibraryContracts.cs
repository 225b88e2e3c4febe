using System.Collections;
using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;

using k8s.Models;

namespace Kube.Model;

/// <summary>What the library's contracts need to be canonical and to be accepted by the API server.</summary>
internal static class LibraryContracts
{
    /// <summary>What a reader looks for first; the other fields follow in alphabetical order, as the library declares them.</summary>
    private static readonly FrozenDictionary<string, int> First = new[]
    {
        "apiVersion", "kind", "metadata", "name", "generateName", "namespace", "labels", "annotations", "key", "image", "command", "args",
        "env", "envFrom",
        "replicas", "selector", "template", "strategy", "containers", "initContainers", "volumes", "podSelector", "namespaceSelector",
        "policyTypes",
        "from", "to", "ports", "resources", "requests", "limits", "volumeMounts", "httpGet",
    }.Select((name, index) => (name, index)).ToFrozenDictionary(one => one.name, one => one.index - 1000, StringComparer.Ordinal);

    private static readonly LibraryTimeConverter MicroTime = new(LibraryTimeConverter.Microseconds);

    public static void Adapt(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(V1ObjectMeta).Assembly)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            property.Order = First.GetValueOrDefault(property.Name);
            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.Get is { } get)
            {
                property.Get = target => Sorted(get(target));
            }

            if (IsMicroTime(type.Type, property.Name))
            {
                property.CustomConverter = property.PropertyType == typeof(DateTime) ? MicroTime
                    : JsonMetadataServices.GetNullableConverter(JsonMetadataServices.CreateValueInfo<DateTime>(type.Options, MicroTime));
            }
            else if (type.Type == typeof(V1ObjectMeta) && property.Name == "managedFields")
            {
                // Nothing here reads them, and they are the larger part of most objects.
                property.Set = null;
            }
        }
    }

    /// <summary>Maps in the order of their keys, whatever order they were filled in.</summary>
    private static object? Sorted(object? value) => value switch
    {
        IDictionary<string, string> map => new SortedDictionary<string, string>(map, StringComparer.Ordinal),
        IDictionary<string, byte[]> map => new SortedDictionary<string, byte[]>(map, StringComparer.Ordinal),
        IDictionary<string, ResourceQuantity> map => new SortedDictionary<string, ResourceQuantity>(map, StringComparer.Ordinal),
        _ => value,
    };

    private static bool IsMicroTime(Type type, string name) =>
        (type == typeof(V1LeaseSpec) && name is "acquireTime" or "renewTime")
        || (type == typeof(Eventsv1Event) && name == "eventTime")
        || (type == typeof(Eventsv1EventSeries) && name == "lastObservedTime");
}
