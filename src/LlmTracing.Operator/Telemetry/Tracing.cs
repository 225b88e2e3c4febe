using System.Reflection;
using LlmTracing.Compiler.Api;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LlmTracing.Operator.Telemetry;

/// <summary>The operator's own spans. Without an endpoint they are still made: their trace IDs are in statuses and logs.</summary>
internal static class Tracing
{
    public static TracerProvider Start(OperatorOptions options)
    {
        var version = typeof(Tracing).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        var builder = Sdk.CreateTracerProviderBuilder()
            .AddSource(Kube.Runtime.Telemetry.Name, Instruments.Name)
            .ConfigureResource(resource => resource.AddService(
                WellKnown.OperatorName, serviceVersion: version, autoGenerateServiceInstanceId: false, serviceInstanceId: options.PodName));
        if (options.TracesEndpoint is { } endpoint)
        {
            builder.AddOtlpExporter(exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = endpoint;
            });
        }

        return builder.Build();
    }
}
