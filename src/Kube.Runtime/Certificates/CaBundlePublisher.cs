using System.Text;
using System.Text.Json;

using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>Keeps <c>caBundle</c> of one webhook configuration at what the authorities are, and again when somebody resets it. For the
/// leader.</summary>
/// <remarks>
/// Server-side apply of <c>name</c> (the merge key) and <c>clientConfig.caBundle</c> alone, with a field manager of its own: everything
/// else of the configuration stays its owner's. Deployment tools must ignore that field.
/// </remarks>
public sealed class CaBundlePublisher
{
    private readonly AuthorityStore store;
    private readonly Informer<PublishedBundles> configurations;
    private readonly string name;
    private readonly string fieldManager;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    public CaBundlePublisher(
        AuthorityStore store, InformerSet informers, string configuration, string fieldManager, TimeProvider time,
        ILogger<CaBundlePublisher> logger)
    {
        (this.store, name, this.fieldManager, this.time, this.logger) = (store, configuration, fieldManager, time, logger);
        configurations = informers.Get(PublishedBundles.Resource, new ListOptions { FieldSelector = $"metadata.name={configuration}" });
    }

    /// <summary>Publishes until cancelled.</summary>
    public async Task KeepAsync(KubeClient leading, CancellationToken cancellationToken)
    {
        using var loop = new ReviewLoop(time);
        store.Changed += loop.Wake;
        configurations.AddHandler(_ => loop.Wake(), cancellationToken);
        try
        {
            await loop.RunAsync(stop => ReviewAsync(leading, stop), cancellationToken);
        }
        finally
        {
            store.Changed -= loop.Wake;
        }
    }

    private async Task ReviewAsync(KubeClient leading, CancellationToken cancellationToken)
    {
        if (store.Bundle is not { } bundle || configurations.Store.Find(new ObjectKey("", name)) is not { } live)
        {
            return;
        }

        var wanted = Convert.ToBase64String(Encoding.ASCII.GetBytes(bundle.Trusted));
        if (live.Webhooks.All(webhook => webhook.ClientConfig.CaBundle == wanted))
        {
            return;
        }

        try
        {
            var body = Body(live, wanted);
            await leading.ApplyAsync(
                Kinds.MutatingWebhookConfiguration, live.Metadata.Key, null, body, new ApplyOptions(fieldManager), cancellationToken);
            RuntimeLog.BundlePublished(logger, name);
        }
        catch (Exception error) when (ClusterTrouble.Is(error))
        {
            RuntimeLog.BundleTrouble(logger, name, error.Message);
        }
    }

    private byte[] Body(PublishedBundles live, string bundle)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", Kinds.MutatingWebhookConfiguration.ApiVersion);
            json.WriteString("kind", Kinds.MutatingWebhookConfiguration.Kind);
            json.WriteStartObject("metadata");
            json.WriteString("name", name);
            json.WriteEndObject();
            json.WriteStartArray("webhooks");
            foreach (var webhook in live.Webhooks)
            {
                json.WriteStartObject();
                json.WriteString("name", webhook.Name);
                json.WriteStartObject("clientConfig");
                json.WriteString("caBundle", bundle);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
