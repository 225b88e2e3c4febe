using Microsoft.Extensions.DependencyInjection;

using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kube.Runtime;

/// <summary>The operator's own spans and measurements.</summary>
public static class OperatorTelemetry
{
    /// <summary>Metrics for <c>/metrics</c>, under exactly the instruments' names, and spans.</summary>
    /// <param name="traces">Where spans go, by OTLP over HTTP, whole URL. Without, they are still made: statuses and logs name
    /// them.</param>
    /// <param name="names">Meters and activity sources beside those of this library.</param>
    public static void AddOperatorTelemetry(
        this IServiceCollection services, string service, string? version, string instance, Uri? traces, params string[] names)
    {
        string[] sources = [Telemetry.Name, .. names];
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, null, version, autoGenerateServiceInstanceId: false, instance))
            .WithMetrics(metrics => metrics.AddMeter(sources).AddRuntimeInstrumentation().AddPrometheusExporter(exporter =>
            {
                exporter.ScopeInfoEnabled = false;
                exporter.TargetInfoEnabled = false;
                exporter.ScrapeResponseCacheDurationMilliseconds = 0;
            }))
            .WithTracing(tracing =>
            {
                // Probes and scrapes, which are plain HTTP, would drown the rest.
                tracing.AddSource(sources)
                    .AddHttpClientInstrumentation()
                    .AddAspNetCoreInstrumentation(server => server.Filter = context => context.Request.IsHttps);
                if (traces is not null)
                {
                    tracing.AddOtlpExporter(exporter =>
                    {
                        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                        exporter.Endpoint = traces;
                    });
                }
            });
    }
}
