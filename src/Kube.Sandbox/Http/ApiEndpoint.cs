using Kube.Sandbox.Discovery;

namespace Kube.Sandbox.Http;

/// <summary>
/// The one entry of the server: health, discovery, reviews, resources; refusals become Status answers here and only here.
/// </summary>
internal sealed class ApiEndpoint(ResourceRegistry registry, ResourceEndpoint resources, DiscoveryDocuments discovery,
    CancellationToken stopping)
{
    private static readonly string[] Health = ["/healthz", "/livez", "/readyz"];

    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (ApiException exception) when (!context.Response.HasStarted)
        {
            await Answer.JsonAsync(context, exception.Code, exception.Status.DeepClone());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (Health.Contains(path))
        {
            return context.Response.WriteAsync("ok", context.RequestAborted);
        }

        if (discovery.Find(path) is { } document)
        {
            return Answer.JsonAsync(context, 200, document);
        }

        if (RequestPath.Parse(path, registry) is { } target)
        {
            return resources.ServeAsync(context, target, stopping);
        }

        context.Response.StatusCode = 404;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("404 page not found\n", context.RequestAborted);
    }
}
