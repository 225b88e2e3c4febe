using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Microsoft.AspNetCore.Http;

namespace Kube.Sandbox.Http;

/// <summary>Subresources other than status: binding, eviction, token, scale, finalize.</summary>
internal sealed class SubresourceEndpoint(ObjectReader reader, ObjectWriter writer, ObjectRemover remover, TimeProvider clock)
{
    public Task ServeAsync(HttpContext context, RequestTarget target) => (target.Resource.Storage, target.Subresource, context.Request.Method) switch
    {
        ("pods", "binding", "POST") => BindAsync(context, target),
        ("pods", "eviction", "POST") => EvictAsync(context, target),
        ("serviceaccounts", "token", "POST") => TokenAsync(context, target),
        ("namespaces", "finalize", "PUT") => FinalizeAsync(context, target),
        (_, "scale", "GET" or "PUT" or "PATCH") when target.Resource.Scale is not null => ScaleAsync(context, target),
        _ => throw ApiException.Of(404, "NotFound", "the server could not find the requested resource", []),
    };

    private async Task BindAsync(HttpContext context, RequestTarget target)
    {
        var binding = await RequestBody.ReadObjectAsync(context.Request);
        var node = binding.Text("target", "name") ?? throw ApiException.BadRequest("target.name: Required value");
        await writer.UpdateAsync(target with { Subresource = "" }, pod => PodBinding.Bind(pod, node, clock.GetUtcNow()), context.Request.WriteOptions(), context.RequestAborted);
        await Answer.JsonAsync(context, 201, Success(201));
    }

    private async Task EvictAsync(HttpContext context, RequestTarget target)
    {
        await RequestBody.ReadAsync(context.Request);
        remover.Delete(target with { Subresource = "" }, new DeleteRequest());
        await Answer.JsonAsync(context, 201, Success(201));
    }

    private async Task TokenAsync(HttpContext context, RequestTarget target)
    {
        var request = await RequestBody.ReadObjectAsync(context.Request);
        reader.Get(target);
        var seconds = request.Integer("spec", "expirationSeconds") ?? 3600;
        request["apiVersion"] = "authentication.k8s.io/v1";
        request["kind"] = "TokenRequest";
        request["status"] = new JsonObject
        {
            ["token"] = $"sandbox.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}",
            ["expirationTimestamp"] = ObjectMetadata.Timestamp(clock.GetUtcNow().AddSeconds(seconds)),
        };
        await Answer.JsonAsync(context, 201, request);
    }

    private async Task FinalizeAsync(HttpContext context, RequestTarget target)
    {
        var body = await RequestBody.ReadObjectAsync(context.Request);
        var result = await writer.UpdateAsync(
            target with { Subresource = "" },
            live =>
            {
                live.Ensure("spec")["finalizers"] = body.At("spec", "finalizers")?.DeepClone();
                return live;
            },
            context.Request.WriteOptions(), context.RequestAborted);
        await Answer.JsonAsync(context, 200, result);
    }

    private async Task ScaleAsync(HttpContext context, RequestTarget target)
    {
        var main = target with { Subresource = "" };
        var result = reader.Get(main);
        if (context.Request.Method != "GET")
        {
            var body = await RequestBody.ReadObjectAsync(context.Request);
            var replicas = body.Integer("spec", "replicas") ?? throw ApiException.BadRequest("spec.replicas: Required value");
            result = await writer.UpdateAsync(main, live => SetReplicas(live, target.Resource.Scale!.Spec, replicas), context.Request.WriteOptions(), context.RequestAborted);
        }

        await Answer.JsonAsync(context, 200, ScaleOf(target, result));
    }

    private static JsonObject SetReplicas(JsonObject live, string path, long replicas)
    {
        var steps = path.Split('.');
        var owner = steps[..^1].Aggregate(live, (map, step) => map.Ensure(step));
        owner[steps[^1]] = replicas;
        return live;
    }

    private static JsonObject ScaleOf(RequestTarget target, JsonObject value)
    {
        var paths = target.Resource.Scale!;
        var metadata = new JsonObject();
        foreach (var name in new[] { "name", "namespace", "uid", "resourceVersion", "creationTimestamp" })
        {
            metadata[name] = value.At("metadata", name)?.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = value.Integer(paths.Status.Split('.')) ?? 0 };
        if (paths.Selector is not null && value.Text(paths.Selector.Split('.')) is { } selector)
        {
            status["selector"] = selector;
        }

        return new JsonObject
        {
            ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = value.Integer(paths.Spec.Split('.')) ?? 0 }, ["status"] = status,
        };
    }

    private static JsonObject Success(int code) => new()
    {
        ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = code,
    };
}
