using Kube.Runtime;
using Kube.Testing.Api;

namespace LlmTracing.Operator.Tests;

/// <summary>A server, and the way back from it to a webhook in this process.</summary>
/// <param name="RunsControllers">Whether Deployments roll out and garbage is collected there.</param>
/// <param name="Connect">An administrator's client that shares no code with the operator.</param>
internal sealed record Site(k8s.KubernetesClientConfiguration Config, bool RunsControllers, Func<IndependentClient> Connect)
{
    /// <summary>Is disposed with the test's cluster; null for a server that tests share.</summary>
    public IAsyncDisposable? Server { get; init; }

    /// <summary>The name by which the server reaches this machine; null when it can't.</summary>
    public string? Host { get; init; } = "localhost";

    /// <summary>The only port of this machine that the server reaches; 0 when it reaches all.</summary>
    public int WebhookPort { get; init; }
}
