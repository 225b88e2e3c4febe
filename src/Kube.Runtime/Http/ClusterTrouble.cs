using System.Text.Json;

namespace Kube.Runtime;

/// <summary>Failures that come from the cluster, the way there, or the credentials, and that may pass by themselves. Anything else is a bug and ends the process.</summary>
internal static class ClusterTrouble
{
    public static bool Is(Exception error) =>
        error is ApiException or HttpRequestException or IOException or TimeoutException or JsonException or ClusterConfigException;
}
