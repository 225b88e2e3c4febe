using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Admission;

/// <summary>What the real server fills in because of other objects: service account files in pods, addresses of Services.</summary>
internal static class BuiltInAdmission
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static void Mutate(AdmissionRequest request, ObjectStore store)
    {
        if (request.Operation != "CREATE")
        {
            return;
        }

        switch (request.Target.Resource.Storage)
        {
            case "pods":
                MountToken(request.Value);
                break;
            case "services":
                AssignAddress(request.Value, store);
                break;
            case "namespaces":
                request.Value.Ensure("spec").Default("finalizers", new JsonArray("kubernetes"));
                break;
        }
    }

    private static void MountToken(JsonObject pod)
    {
        if (pod.Map("spec") is not { } spec || spec.At("automountServiceAccountToken") is { } wanted && !wanted.GetValue<bool>())
        {
            return;
        }

        var containers = spec.Maps("containers").Concat(spec.Maps("initContainers"))
            .Where(container => container.Maps("volumeMounts").All(mount => mount.Text("mountPath") != TokenPath)).ToList();
        if (containers.Count == 0)
        {
            return;
        }

        var name = $"kube-api-access-{Guid.NewGuid().ToString("n")[..5]}";
        foreach (var container in containers)
        {
            Append(container, "volumeMounts", new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = TokenPath });
        }

        Append(spec, "volumes", TokenVolume(name));
    }

    private static JsonObject TokenVolume(string name)
    {
        var token = new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } };
        var authority = new JsonObject
        {
            ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt", ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }) },
        };
        var field = new JsonObject { ["path"] = "namespace", ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" } };
        var @namespace = new JsonObject { ["downwardAPI"] = new JsonObject { ["items"] = new JsonArray(field) } };
        return new JsonObject
        {
            ["name"] = name,
            ["projected"] = new JsonObject { ["sources"] = new JsonArray(token, authority, @namespace), ["defaultMode"] = 420 },
        };
    }

    private static void Append(JsonObject owner, string name, JsonObject item)
    {
        if (owner.List(name) is null)
        {
            owner[name] = new JsonArray();
        }

        owner.List(name)!.Add((JsonNode)item);
    }

    private static void AssignAddress(JsonObject service, ObjectStore store)
    {
        var spec = service.Ensure("spec");
        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
        }

        if (spec.Text("type") == "ExternalName" || spec.Text("clusterIP") is { Length: > 0 })
        {
            spec.Default("clusterIPs", spec.Text("clusterIP") is { } given ? new JsonArray((JsonNode)given) : null);
            return;
        }

        var taken = store.Snapshot("services").Objects.Values.Select(item => item.Value.Text("spec", "clusterIP")).ToHashSet();
        var address = Enumerable.Range(1, 65000).Select(number => $"10.96.{number / 250}.{(number % 250) + 1}").First(candidate => !taken.Contains(candidate));
        spec["clusterIP"] = address;
        spec["clusterIPs"] = new JsonArray((JsonNode)address);
    }
}
