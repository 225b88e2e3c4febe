namespace Kube.Sandbox.Admission;

/// <summary>
/// All that may change or refuse a write: first what the server itself assigns, then mutating webhooks in the order of their names.
/// </summary>
internal sealed class AdmissionChain(ObjectStore store, WebhookCaller caller)
{
    public async Task<JsonObject> AdmitAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation == "CREATE")
        {
            Assign(request.Target.Resource.Storage, request.Value);
        }

        foreach (var webhook in Webhook.Matching(store, request))
        {
            request = request with { Value = await caller.CallAsync(webhook, request, cancellation) };
        }

        return request.Value;
    }

    private void Assign(string resource, JsonObject value)
    {
        if (resource == "namespaces")
        {
            value.Ensure("spec").Default("finalizers", new JsonArray("kubernetes"));
        }
        else if (resource == "services" && value.Text("spec", "type") != "ExternalName")
        {
            var taken = store.Snapshot("services").Objects.Values.Select(item => item.Value.Text("spec", "clusterIP")).ToHashSet();
            var free = Enumerable.Range(1, 65000).Select(number => $"10.96.{number / 250}.{(number % 250) + 1}")
                .First(address => !taken.Contains(address));
            var spec = value.Ensure("spec");
            spec.Default("clusterIP", free);
            spec.Default("clusterIPs", new JsonArray((JsonNode?)spec.Text("clusterIP")));
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
        }
    }
}
