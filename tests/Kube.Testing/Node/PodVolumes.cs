using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Api;

namespace Kube.Testing.Node;

/// <summary>Writes a pod's volumes as folders below <paramref name="folder"/>, one per volume, named like it.</summary>
internal sealed class PodVolumes(V1Pod pod, PodFields fields, PodReferences references, RawKube kube, string folder)
{
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OpenToAll = (UnixFileMode)0x1FF;

    /// <exception cref="MissingReferenceException">A ConfigMap, Secret or key that is not optional does not exist.</exception>
    public async Task Write(CancellationToken cancel)
    {
        foreach (var volume in pod.Spec!.Volumes.OrEmpty())
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, volume.Name));
            target.UnixFileMode = OpenToAll;
            switch (volume)
            {
                case { ConfigMap: { } map }:
                    Files(target, references.ConfigMap(map.Name, map.Optional ?? false), map.Items, map.DefaultMode);
                    break;
                case { Secret: { } secret }:
                    Files(target, references.Secret(secret.SecretName, secret.Optional ?? false), secret.Items, secret.DefaultMode);
                    break;
                case { Projected: { } projected }:
                    foreach (var source in projected.Sources.OrEmpty())
                    {
                        await Project(target, source, projected.DefaultMode, cancel);
                    }

                    break;
                case { EmptyDir: not null }:
                    break;
                default:
                    throw new NotSupportedException($"volume {volume.Name}");
            }
        }
    }

    private async Task Project(DirectoryInfo target, V1VolumeProjection source, int? mode, CancellationToken cancel)
    {
        if (source.ConfigMap is { } map)
        {
            Files(target, references.ConfigMap(map.Name ?? "", optional: false), map.Items, mode);
        }

        if (source.ServiceAccountToken is { } token)
        {
            File(target, token.Path, await Token(token, cancel), mode);
        }

        foreach (var item in source.DownwardAPI?.Items ?? [])
        {
            File(target, item.Path, fields.Field(item.FieldRef?.FieldPath
                ?? throw new NotSupportedException($"downward API file {item.Path}")), mode);
        }
    }

    private async Task<string> Token(V1ServiceAccountTokenProjection projection, CancellationToken cancel)
    {
        var request = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject
            {
                ["audiences"] = projection.Audience is { } audience ? new JsonArray(audience) : [],
                ["expirationSeconds"] = projection.ExpirationSeconds ?? 3600,
                ["boundObjectRef"] = new JsonObject
                {
                    ["apiVersion"] = "v1", ["kind"] = "Pod", ["name"] = pod.Metadata.Name, ["uid"] = pod.Metadata.Uid,
                },
            },
        };
        var path = $"/api/v1/namespaces/{pod.Metadata.NamespaceProperty}/serviceaccounts/{fields.Field("spec.serviceAccountName")}/token";
        var answer = await kube.Send(HttpMethod.Post, path, request, cancel: cancel);
        return answer.Json()["status"]!["token"]!.GetValue<string>();
    }

    private static void Files(DirectoryInfo target, ImmutableDictionary<string, string>? data, IList<V1KeyToPath>? items, int? mode)
    {
        if (items is not { Count: > 0 })
        {
            foreach (var (key, value) in data ?? ImmutableDictionary<string, string>.Empty)
            {
                File(target, key, value, mode);
            }
        }

        foreach (var item in items.OrEmpty().Where(_ => data is not null))
        {
            var value = data!.GetValueOrDefault(item.Key)
                ?? throw new MissingReferenceException($"references non-existent config key: {item.Key}");
            File(target, item.Path, value, item.Mode ?? mode);
        }
    }

    private static void File(DirectoryInfo target, string name, string value, int? mode)
    {
        var path = Path.Combine(target.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, value);
        System.IO.File.SetUnixFileMode(path, mode is { } bits ? (UnixFileMode)bits : ReadableByAll);
    }
}
