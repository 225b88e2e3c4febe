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

    public static void Adapt(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(V1ObjectMeta).Assembly)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            property.Order = First.GetValueOrDefault(property.Name);
            if (IsMicroTime(type.Type, property.Name))
            {
                property.CustomConverter = property.PropertyType == typeof(DateTime)
                    ? new LibraryMicroTimeConverter()
                    : new OptionalMicroTimeConverter();
            }
        }

        LeaveOut(type);
    }

    /// <remarks>Nothing here reads the managed fields, which are the larger part of most objects; <c>HasObject</c> is no field of the
    /// API.</remarks>
    private static void LeaveOut(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if ((type.Type == typeof(V1ObjectMeta) && type.Properties[index].Name == "managedFields")
                || (type.Type == typeof(V1Status) && type.Properties[index].Name == "hasObject"))
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private static bool IsMicroTime(Type type, string name) =>
        (type == typeof(V1LeaseSpec) && name is "acquireTime" or "renewTime")
        || (type == typeof(Eventsv1Event) && name == "eventTime")
        || (type == typeof(Eventsv1EventSeries) && name == "lastObservedTime");
}
