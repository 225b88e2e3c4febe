namespace Kube.Testing.Node;

/// <summary>Images of the OpenTelemetry Collector: one static program, started by the name that the distribution gives it.</summary>
internal static class CollectorImage
{
    /// <summary>User of the official images.</summary>
    private const long User = 10001;

    /// <summary>What the image has inside, or null when it is none of the collector's.</summary>
    public static HostImage? Of(string image)
    {
        if (!image.Contains("opentelemetry-collector", StringComparison.Ordinal))
        {
            return null;
        }

        var name = image.Split('@')[0].Split('/')[^1].Split(':')[0];
        var program = name.Replace("opentelemetry-collector", "/otelcol", StringComparison.Ordinal);
        return new HostImage([program], [(Tools.Collector!, program)])
        {
            Arguments = ["--config", $"/etc{program}/config.yaml"],
            User = User,
        };
    }
}
