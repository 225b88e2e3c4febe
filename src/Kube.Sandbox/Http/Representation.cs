using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Kube.Sandbox.Resources;
using Kube.Sandbox.Store;
using Kube.Sandbox.Tables;
using Microsoft.AspNetCore.Http;

namespace Kube.Sandbox.Http;

/// <summary>How a client wants objects: as they are, as a Table, or metadata only.</summary>
internal sealed class Representation
{
    private readonly string form;
    private readonly string include;
    private readonly ResourceDefinition resource;
    private readonly TimeProvider clock;

    private Representation(string form, string include, ResourceDefinition resource, TimeProvider clock) =>
        (this.form, this.include, this.resource, this.clock) = (form, include, resource, clock);

    public static Representation Of(HttpRequest request, ResourceDefinition resource, TimeProvider clock)
    {
        foreach (var type in request.Headers.Accept.ToString().Split(',').Select(Parameters))
        {
            if (type.GetValueOrDefault("as") is not { } form)
            {
                if (type[""] is "application/json" or "application/*" or "*/*" or "")
                {
                    break;
                }
            }
            else if (type.GetValueOrDefault("v") == "v1" && type[""] == "application/json")
            {
                return new Representation(form, request.Get("includeObject") ?? "Metadata", resource, clock);
            }
        }

        return new Representation("", "", resource, clock);
    }

    public JsonObject One(JsonObject value) => form switch
    {
        "Table" => Table([value], new JsonObject { ["resourceVersion"] = value.Text("metadata", "resourceVersion") }),
        "PartialObjectMetadata" => TableRenderer.Partial(value),
        _ => value,
    };

    public JsonObject List(ListPage page)
    {
        var items = page.Items.Select(item => resource.View.FromStorage(item.Value)).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = $"{page.Version}" };
        if (page.Next is not null)
        {
            metadata["continue"] = page.Next.ToString();
            metadata["remainingItemCount"] = page.Remaining;
        }

        return form switch
        {
            "Table" => Table(items, metadata),
            "PartialObjectMetadataList" or "PartialObjectMetadata" => Envelope("PartialObjectMetadataList", "meta.k8s.io/v1", metadata, items.Select(TableRenderer.Partial)),
            _ => Envelope(resource.ListKind, resource.ApiVersion, metadata, items.Select(item => item.Copy())),
        };
    }

    private static JsonObject Envelope(string kind, string apiVersion, JsonObject metadata, IEnumerable<JsonObject> items) => new()
    {
        ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = metadata, ["items"] = items.ToJsonArray(),
    };

    private JsonObject Table(IEnumerable<JsonObject> items, JsonObject metadata) =>
        TableRenderer.Table(resource, items, metadata, include, clock.GetUtcNow());

    private static Dictionary<string, string> Parameters(string type)
    {
        var parts = type.Split(';').Select(part => part.Trim()).ToArray();
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = parts[0] };
        foreach (var part in parts[1..])
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            parameters[at < 0 ? part : part[..at]] = at < 0 ? "" : part[(at + 1)..];
        }

        return parameters;
    }
}
