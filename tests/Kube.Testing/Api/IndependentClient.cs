extern alias Full;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Full::k8s;
using Full::k8s.Autorest;
using Full::k8s.Models;

namespace Kube.Testing.Api;

/// <summary>KubernetesClient as an application of another team uses it: a client that shares no code with the one under test. It finds the
/// server, authenticates, encodes, decodes and watches by itself.</summary>
/// <remarks>Its types stay in this project, because those of KubernetesClient.Aot have the same names. Refusals are
/// <see cref="ApiRefusedException"/>.
/// </remarks>
public sealed class IndependentClient : IDisposable
{
    private readonly Kubernetes kubernetes;

    private IndependentClient(KubernetesClientConfiguration configuration) => kubernetes = new Kubernetes(configuration);

    /// <summary>By the current context of a kubeconfig file.</summary>
    public static IndependentClient FromKubeconfig(string path) => new(KubernetesClientConfiguration.BuildConfigFromConfigFile(path));

    /// <summary>Of a server without TLS and authentication.</summary>
    public static IndependentClient ForServer(Uri server) =>
        new(new KubernetesClientConfiguration { Host = server.GetLeftPart(UriPartial.Authority) });

    /// <summary>The custom resources of one kind in a namespace.</summary>
    public CustomCollection Custom(string group, string version, string @namespace, string plural) =>
        new(kubernetes.CustomObjects, group, version, @namespace, plural);

    /// <summary>Creates a namespace, and the service account that admission of pods asks for where no controller makes it.</summary>
    public Task CreateNamespace(string name, CancellationToken cancel) => Answered(async () =>
    {
        await kubernetes.CoreV1.CreateNamespaceAsync(
            new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, cancellationToken: cancel);
        await CreateServiceAccount(name, cancel);
        return name;
    });

    /// <summary>Creates the service account <c>default</c> unless it exists.</summary>
    public async Task CreateServiceAccount(string @namespace, CancellationToken cancel)
    {
        try
        {
            var account = new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "default" } };
            await kubernetes.CoreV1.CreateNamespacedServiceAccountAsync(account, @namespace, cancellationToken: cancel);
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
        }
    }

    /// <summary>Creates a Service that stands for a host outside of the cluster.</summary>
    public Task CreateExternalService(string @namespace, string name, string host, CancellationToken cancel) => Answered(() =>
        kubernetes.CoreV1.CreateNamespacedServiceAsync(
            new V1Service
            {
                Metadata = new V1ObjectMeta { Name = name },
                Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = host },
            },
            @namespace,
            cancellationToken: cancel));

    /// <summary>Creates a pod with one container, <c>app</c>, and tells what the server made of it.</summary>
    public Task<ServedPod> CreatePod(string @namespace, string name, bool dryRun, CancellationToken cancel) => Answered(async () =>
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = name },
            Spec = new V1PodSpec { Containers = [new V1Container { Name = "app", Image = "example.com/app:1" }] },
        };
        return ServedPod.From(
            await kubernetes.CoreV1.CreateNamespacedPodAsync(pod, @namespace, dryRun ? "All" : null, cancellationToken: cancel));
    });

    public void Dispose() => kubernetes.Dispose();

    /// <summary>Runs a call; a refusal becomes this project's exception, which carries the server's message instead of the whole
    /// exchange.</summary>
    internal static async Task<T> Answered<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpOperationException exception)
        {
            throw new ApiRefusedException(exception.Response.StatusCode, exception.Response.Content);
        }
    }
}

/// <summary>A pod as the library decoded it.</summary>
/// <param name="Environment">Variables of the container <c>app</c> that have a value of their own.</param>
public sealed record ServedPod(
    string Name, ImmutableDictionary<string, string> Annotations, ImmutableDictionary<string, string> Environment)
{
    internal static ServedPod From(V1Pod pod) => new(
        pod.Metadata.Name,
        (pod.Metadata.Annotations ?? new Dictionary<string, string>()).ToImmutableDictionary(),
        (pod.Spec.Containers.Single(container => container.Name == "app").Env ?? [])
            .Where(variable => variable.Value is not null).ToImmutableDictionary(variable => variable.Name, variable => variable.Value));
}
