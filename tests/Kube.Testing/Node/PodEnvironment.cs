using System.Collections.Immutable;
using System.Text;
using k8s.Models;
using Kube.Model;

namespace Kube.Testing.Node;

/// <summary>A container's environment, as the kubelet makes it.</summary>
/// <remarks>Order: the API server's address, then <c>envFrom</c>, then <c>env</c>; later ones win. <c>$(NAME)</c> sees what came before it;
/// an unknown name stays as written; <c>$$</c> is a literal <c>$</c>.</remarks>
internal static class PodEnvironment
{
    /// <exception cref="MissingReferenceException">A ConfigMap, Secret or key that is not optional does not exist.</exception>
    public static ImmutableDictionary<string, string> Resolve(
        V1Container container, PodFields fields, PodReferences references, ImmutableDictionary<string, string> given)
    {
        var result = given.ToBuilder();
        foreach (var source in container.EnvFrom.OrEmpty())
        {
            var data = source.ConfigMapRef is { } map ? references.ConfigMap(map.Name, map.Optional ?? false)
                : source.SecretRef is { } secret ? references.Secret(secret.Name, secret.Optional ?? false)
                : null;
            foreach (var (key, value) in data ?? ImmutableDictionary<string, string>.Empty)
            {
                result[source.Prefix + key] = value;
            }
        }

        foreach (var variable in container.Env.OrEmpty())
        {
            if (Value(variable, container, fields, references, result) is { } value)
            {
                result[variable.Name] = value;
            }
        }

        return result.ToImmutable();
    }

    /// <summary>Replaces <c>$(NAME)</c> in a value, command or argument.</summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> environment)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            var end = next == '(' ? text.IndexOf(')', at) : -1;
            if (text[at] == '$' && next == '$')
            {
                result.Append('$');
                at++;
            }
            else if (text[at] == '$' && end > 0)
            {
                result.Append(environment.TryGetValue(text[(at + 2)..end], out var value) ? value : text[at..(end + 1)]);
                at = end;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }

    private static string? Value(
        V1EnvVar variable, V1Container container, PodFields fields, PodReferences references,
        IReadOnlyDictionary<string, string> sofar) => variable.ValueFrom switch
        {
            null => Expand(variable.Value ?? "", sofar),
            { FieldRef: { } field } => fields.Field(field.FieldPath),
            { ResourceFieldRef: { } resource } => fields.Resource(container, resource),
            { ConfigMapKeyRef: { } key } =>
                Key(references.ConfigMap(key.Name, key.Optional ?? false), key.Key, $"configmap {key.Name}", key.Optional),
            { SecretKeyRef: { } key } =>
                Key(references.Secret(key.Name, key.Optional ?? false), key.Key, $"secret {key.Name}", key.Optional),
            _ => throw new NotSupportedException($"source of variable {variable.Name}"),
        };

    private static string? Key(ImmutableDictionary<string, string>? data, string key, string of, bool? optional) =>
        data?.TryGetValue(key, out var value) == true ? value
        : optional ?? false ? null
        : throw new MissingReferenceException($"couldn't find key {key} in {of}");
}
