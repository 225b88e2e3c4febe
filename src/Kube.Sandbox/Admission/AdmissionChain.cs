using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Sandbox.Store;

namespace Kube.Sandbox.Admission;

/// <summary>All that may change or refuse a write: first what the server itself fills in, then webhooks in the order of their names.</summary>
internal sealed class AdmissionChain(ObjectStore store, WebhookCaller caller)
{
    public async Task<JsonObject> MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        BuiltInAdmission.Mutate(request, store);
        foreach (var webhook in Webhook.Matching(store, "mutatingwebhookconfigurations.admissionregistration.k8s.io", request))
        {
            request = request with { Value = await caller.CallAsync(webhook, request, cancellation) };
        }

        return request.Value;
    }

    public async Task ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        foreach (var webhook in Webhook.Matching(store, "validatingwebhookconfigurations.admissionregistration.k8s.io", request))
        {
            await caller.CallAsync(webhook, request, cancellation);
        }
    }
}
