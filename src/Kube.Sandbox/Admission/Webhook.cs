namespace Kube.Sandbox.Admission;

/// <summary>One webhook of a configuration.</summary>
internal sealed record Webhook(JsonObject Value)
{
    public string Name => Value.Text("name") ?? "";

    public bool FailsClosed => Value.Text("failurePolicy") != "Ignore";

    public TimeSpan Timeout => TimeSpan.FromSeconds(Value.Integer("timeoutSeconds") ?? 10);

    public bool SkipsDryRun => Value.Text("sideEffects") is not ("None" or "NoneOnDryRun");

    /// <summary>The webhooks of all configurations that want this request, by configuration and position.</summary>
    public static IEnumerable<Webhook> Matching(ObjectStore store, AdmissionRequest request) =>
        request.Target.Resource.Group == "admissionregistration.k8s.io"
            ? []
            : store.Snapshot("mutatingwebhookconfigurations.admissionregistration.k8s.io").Objects.Values
                .SelectMany(configuration => configuration.Value.Maps("webhooks"))
                .Select(value => new Webhook(value))
                .Where(webhook => webhook.Wants(request, store))
                .ToList();

    private bool Wants(AdmissionRequest request, ObjectStore store) =>
        Value.Maps("rules").Any(rule => Covers(rule, request))
        && LabelSelector.Matches(Value.Map("namespaceSelector") ?? [], NamespaceLabels(request, store))
        && (ObjectMatches(request.Value) || (request.Old is not null && ObjectMatches(request.Old)));

    private bool ObjectMatches(JsonObject value) =>
        LabelSelector.Matches(Value.Map("objectSelector") ?? [], value.Pairs("metadata", "labels"));

    private static Dictionary<string, string> NamespaceLabels(AdmissionRequest request, ObjectStore store)
    {
        if (request.Target.Resource.Storage == "namespaces")
        {
            return request.Value.Pairs("metadata", "labels");
        }

        return store.Find("namespaces", new ObjectKey("", request.Target.Namespace))?.Value.Pairs("metadata", "labels") ?? [];
    }

    private static bool Covers(JsonObject rule, AdmissionRequest request)
    {
        var resource = request.Target.Resource;
        var plural = request.Target.Subresource.Length == 0 ? resource.Plural : $"{resource.Plural}/{request.Target.Subresource}";
        string[] resources = request.Target.Subresource.Length == 0
            ? ["*", "*/*", plural]
            : ["*/*", plural, $"{resource.Plural}/*", $"*/{request.Target.Subresource}"];
        return Any(rule, "operations", "*", request.Operation)
            && Any(rule, "apiGroups", "*", resource.Group)
            && Any(rule, "apiVersions", "*", resource.Version)
            && Any(rule, "resources", resources)
            && (rule.Text("scope") is null or "*" || rule.Text("scope") == (resource.Namespaced ? "Namespaced" : "Cluster"));
    }

    private static bool Any(JsonObject rule, string name, params string[] values) => rule.Texts(name).Any(values.Contains);
}
