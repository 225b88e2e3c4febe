namespace Kube.Sandbox.Admission;

/// <summary>A write on its way to the store.</summary>
/// <param name="Operation"><c>CREATE</c> or <c>UPDATE</c>.</param>
internal sealed record AdmissionRequest(string Operation, RequestTarget Target, JsonObject Value, JsonObject? Old, WriteOptions Options)
{
    /// <summary>The <c>admission.k8s.io/v1</c> AdmissionReview that a webhook gets.</summary>
    public JsonObject Review()
    {
        var resource = Target.Resource;
        var body = new JsonObject
        {
            ["uid"] = Guid.NewGuid().ToString(),
            ["kind"] = Qualified("kind", resource.Kind),
            ["resource"] = Qualified("resource", resource.Plural),
            ["requestKind"] = Qualified("kind", resource.Kind),
            ["requestResource"] = Qualified("resource", resource.Plural),
            ["name"] = Target.Name,
            ["operation"] = Operation,
            ["userInfo"] = new JsonObject { ["username"] = "admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") },
            ["object"] = Value.DeepClone(),
            ["oldObject"] = Old?.DeepClone(),
            ["dryRun"] = Options.DryRun,
            ["options"] = new JsonObject
            {
                ["kind"] = Operation == "CREATE" ? "CreateOptions" : "UpdateOptions", ["apiVersion"] = "meta.k8s.io/v1",
            },
        };
        if (Target.Namespace.Length > 0)
        {
            body["namespace"] = Target.Namespace;
        }

        if (Target.IsStatus)
        {
            body["subResource"] = Target.Subresource;
        }

        return new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["request"] = body };
    }

    private JsonObject Qualified(string name, string value) =>
        new() { ["group"] = Target.Resource.Group, ["version"] = Target.Resource.Version, [name] = value };
}
