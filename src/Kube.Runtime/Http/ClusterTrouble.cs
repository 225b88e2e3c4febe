using System.Text.Json;

using k8s.Exceptions;

namespace Kube.Runtime;

/// <summary>
/// Failures that come from the cluster, the way there, the credentials or a lost lease, and that may pass by themselves. Anything else is a
/// bug and ends the process. A cancellation is never trouble: for a deadline the transport throws a <see cref="TimeoutException"/>.
/// </summary>
internal static class ClusterTrouble
{
    public static bool Is(Exception error) =>
        error is ApiException or HttpRequestException or IOException or TimeoutException or JsonException or KubeConfigException
            or NotLeadingException;

    /// <summary>How long the server asked us to wait; zero when it did not.</summary>
    public static TimeSpan RetryAfter(Exception error) => (error as ApiException)?.RetryAfter ?? TimeSpan.Zero;
}
