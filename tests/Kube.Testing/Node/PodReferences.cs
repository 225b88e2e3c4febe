using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Api;

namespace Kube.Testing.Node;

/// <summary>The ConfigMaps and Secrets that a pod names, by name, decoded. What does not exist is not in the dictionaries.</summary>
internal sealed record PodReferences(
    ImmutableDictionary<string, ImmutableDictionary<string, string>> ConfigMaps,
    ImmutableDictionary<string, ImmutableDictionary<string, string>> Secrets)
{
    public static async Task<PodReferences> Read(V1Pod pod, RawKube kube, CancellationToken cancel) => new(
        await Read(kube, pod, "configmaps", ConfigMapNames(pod), static value => value, cancel),
        await Read(
            kube, pod, "secrets", SecretNames(pod), static value => Encoding.UTF8.GetString(Convert.FromBase64String(value)), cancel));

    /// <summary>All keys; null when it does not exist and may be missing.</summary>
    /// <exception cref="MissingReferenceException">It does not exist and is not optional.</exception>
    public ImmutableDictionary<string, string>? ConfigMap(string name, bool optional) => Find(ConfigMaps, "configmap", name, optional);

    /// <inheritdoc cref="ConfigMap"/>
    public ImmutableDictionary<string, string>? Secret(string name, bool optional) => Find(Secrets, "secret", name, optional);

    private static ImmutableDictionary<string, string>? Find(
        ImmutableDictionary<string, ImmutableDictionary<string, string>> all, string kind, string name, bool optional) =>
        all.TryGetValue(name, out var data) ? data
        : optional ? null
        : throw new MissingReferenceException($"{kind} \"{name}\" not found");

    private static IEnumerable<string> ConfigMapNames(V1Pod pod) =>
        Containers(pod).SelectMany(container => container.Env.OrEmpty().Select(variable => variable.ValueFrom?.ConfigMapKeyRef?.Name)
            .Concat(container.EnvFrom.OrEmpty().Select(source => source.ConfigMapRef?.Name)))
        .Concat(pod.Spec!.Volumes.OrEmpty().Select(volume => volume.ConfigMap?.Name))
        .Concat(pod.Spec.Volumes.OrEmpty().SelectMany(volume => volume.Projected?.Sources ?? []).Select(source => source.ConfigMap?.Name))
        .OfType<string>();

    private static IEnumerable<string> SecretNames(V1Pod pod) =>
        Containers(pod).SelectMany(container => container.Env.OrEmpty().Select(variable => variable.ValueFrom?.SecretKeyRef?.Name)
            .Concat(container.EnvFrom.OrEmpty().Select(source => source.SecretRef?.Name)))
        .Concat(pod.Spec!.Volumes.OrEmpty().Select(volume => volume.Secret?.SecretName))
        .OfType<string>();

    private static IEnumerable<V1Container> Containers(V1Pod pod) => pod.Spec!.InitContainers.OrEmpty().Concat(pod.Spec.Containers);

    private static async Task<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Read(
        RawKube kube, V1Pod pod, string resource, IEnumerable<string> names, Func<string, string> decode, CancellationToken cancel)
    {
        var found = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, string>>();
        foreach (var name in names.Distinct())
        {
            if (await kube.Get($"/api/v1/namespaces/{pod.Metadata.NamespaceProperty}/{resource}/{name}", cancel) is { } item)
            {
                var data = item["data"]?.AsObject() ?? [];
                found[name] = data.ToImmutableDictionary(pair => pair.Key, pair => decode(pair.Value!.GetValue<string>()));
            }
        }

        return found.ToImmutable();
    }
}

/// <summary>Something that a pod needs is not there yet; the kubelet waits for it.</summary>
internal sealed class MissingReferenceException(string message) : Exception(message);
