using System.Net;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kube.Runtime;

/// <summary>The ports of an operator: plain HTTP for probes and for metrics, HTTPS for webhooks.</summary>
/// <remarks>Requests are told apart by TLS alone: a Host header is what a client makes of a Service, and a port may be any free
/// one.</remarks>
public static class OperatorServers
{
    /// <summary>Listens; <see cref="WebApplication.Urls"/> has the real addresses afterwards, in this order.</summary>
    /// <param name="webhooks">Null when there are none.</param>
    public static void UseOperatorPorts(this WebApplicationBuilder builder, IPAddress address, int health, int metrics, int? webhooks)
    {
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, health);
            kestrel.Listen(address, metrics);
        });
        if (webhooks is { } port)
        {
            builder.WebHost.ListenForAdmission(new IPEndPoint(address, port), parts => parts.Get<WebhookCertificates>().Current);
        }
    }

    /// <summary><c>/healthz</c>, which is well as long as it answers, <c>/readyz</c>, <c>/metrics</c>, and the webhooks.</summary>
    public static void MapOperator(this WebApplication app)
    {
        app.MapWhen(context => !context.Request.IsHttps, plain => plain.UseRouting().UseEndpoints(routes =>
        {
            routes.MapPrometheusScrapingEndpoint("/metrics");
            routes.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
            routes.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = WriteAsync });
        }));
        app.MapWhen(context => context.Request.IsHttps, secure => secure.UseRouting().UseEndpoints(routes =>
        {
            foreach (var webhook in app.Services.GetServices<AdmissionEndpoint>())
            {
                webhook.Map(routes);
            }
        }));
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var text = string.Concat(report.Entries
            .Where(check => check.Value.Status != HealthStatus.Healthy)
            .Select(check => $"{check.Key}: {check.Value.Description}\n"));
        return context.Response.WriteAsync(text.Length == 0 ? "ok\n" : text, context.RequestAborted);
    }
}
