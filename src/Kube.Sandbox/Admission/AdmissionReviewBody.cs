using System.Text.Json.Nodes;

namespace Kube.Sandbox.Admission;

/// <summary>The <c>admission.k8s.io/v1</c> AdmissionReview that a webhook gets.</summary>
internal static class AdmissionReviewBody
{
    public static JsonObject Of(AdmissionRequest request)
    {
        var resource = request.Target.Resource;
        var body = new JsonObject
        {
            ["uid"] = Guid.NewGuid().ToString(),
            ["kind"] = Qualified(resource.Group, resource.Version, "kind", resource.Kind),
            ["resource"] = Qualified(resource.Group, resource.Version, "resource", resource.Plural),
            ["requestKind"] = Qualified(resource.Group, resource.Version, "kind", resource.Kind),
            ["requestResource"] = Qualified(resource.Group, resource.Version, "resource", resource.Plural),
            ["name"] = request.Target.Name,
            ["operation"] = request.Operation,
            ["userInfo"] = new JsonObject { ["username"] = "admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") },
            ["object"] = request.Value.DeepClone(),
            ["oldObject"] = request.Old?.DeepClone(),
            ["dryRun"] = request.Options.DryRun,
            ["options"] = new JsonObject { ["kind"] = request.Operation == "CREATE" ? "CreateOptions" : "UpdateOptions", ["apiVersion"] = "meta.k8s.io/v1" },
        };
        if (request.Target.Namespace.Length > 0)
        {
            body["namespace"] = request.Target.Namespace;
        }

        if (request.Target.Subresource.Length > 0)
        {
            body["subResource"] = request.Target.Subresource;
        }

        return new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["request"] = body };
    }

    private static JsonObject Qualified(string group, string version, string name, string value) =>
        new() { ["group"] = group, ["version"] = version, [name] = value };
}
