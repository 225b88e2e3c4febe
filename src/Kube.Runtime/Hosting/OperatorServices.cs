using System.Diagnostics.CodeAnalysis;

using k8s;

using Kube.Model;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>The parts of an operator as services, each a singleton.</summary>
public static class OperatorServices
{
    /// <summary>What requests and loops in flight have to end after webhooks have lingered; then connections are cut.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(15);

    /// <summary>Adds clients, informers, events, the election and the host that runs it all. The caller adds the
    /// <see cref="KubernetesClientConfiguration"/>.</summary>
    /// <remarks>What writes asks for a <see cref="LeaderClient"/>, what only reads for a <see cref="KubeClient"/>.</remarks>
    public static OperatorBuilder AddOperator(this IServiceCollection services, Action<OperatorSettings> configure)
    {
        var settings = new OperatorSettings();
        configure(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(parts => new ApiTransport(
            parts.Get<KubernetesClientConfiguration>(), settings.Name, parts.Get<TimeProvider>()));
        services.AddSingleton<KubeClient>().AddSingleton<LeadershipGate>().AddSingleton<LeaderClient>();
        services.AddSingleton<InformerSet>().AddSingleton<EventRecorder>();
        services.AddSingleton(parts => new StatusWriter(parts.Get<LeaderClient>(), settings.Name));
        services.AddSingleton<OperatorHost>().AddHostedService(parts => parts.Get<OperatorHost>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Linger + LongestDrain);
        if (settings.LeaderElection)
        {
            services.AddSingleton<LeaderElector>().AddSingleton(new LeaderElectionOptions(
                new ObjectKey(settings.Namespace, settings.Name), $"{settings.Instance}_{Guid.NewGuid():n}"));
        }

        return new OperatorBuilder(services, settings)
            .AddLoop("events", parts => parts.Get<EventRecorder>().RunAsync)
            .AddReadyCheck("stopping", parts => parts.Get<OperatorHost>().IsStopping ? "the process is stopping" : null)
            .AddReadyCheck("caches", parts => parts.Get<InformerSet>().Missing() is [_, ..] missing ? InformerSet.Describe(missing) : null);
    }

    internal static T Get<T>(this IServiceProvider parts)
        where T : notnull => parts.GetRequiredService<T>();
}

/// <summary>Adds to an operator what it reconciles and answers.</summary>
public sealed class OperatorBuilder(IServiceCollection services, OperatorSettings settings)
{
    /// <summary>Reconciles a kind, on the leader; <see cref="IReconciler{T}.Setup"/> says what makes it look again.</summary>
    public OperatorBuilder AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TReconciler, T>()
        where TReconciler : class, IReconciler<T>
        where T : class, IKubeObject
    {
        services.AddSingleton<TReconciler>();
        services.AddSingleton(parts =>
        {
            var reconciler = parts.Get<TReconciler>();
            var controller = new ControllerBuilder<T>();
            reconciler.Setup(controller);
            var loggers = parts.Get<ILoggerFactory>();
            return new OperatorLoop(
                controller.Name, stop => controller.RunAsync(reconciler, parts.Get<TimeProvider>(), loggers, stop), OnLeader: true);
        });
        return this;
    }

    /// <summary>Answers reviews behind a certificate that this operator issues, and whose authority it publishes.</summary>
    /// <param name="service">The Service in front of it; the <c>MutatingWebhookConfiguration</c> has the operator's name.</param>
    public OperatorBuilder AddMutatingWebhook<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWebhook>(
        string path, string service)
        where TWebhook : class, IAdmissionWebhook
    {
        services.AddSingleton<TWebhook>();
        services.AddSingleton(parts => new AdmissionEndpoint(path, parts.Get<TWebhook>().Answer, parts.Get<ILogger<TWebhook>>()));
        services.AddSingleton(parts => new WebhookCertificates(
            parts.Get<LeaderClient>(),
            parts.Get<InformerSet>(),
            settings,
            service,
            parts.Get<TimeProvider>(),
            parts.Get<ILogger<WebhookCertificates>>()));
        return AddLoop("serving certificate", parts => parts.Get<WebhookCertificates>().KeepServingAsync)
            .AddLoop("certificate authority", parts => parts.Get<WebhookCertificates>().KeepAuthorityAsync, onLeader: true)
            .AddReadyCheck("certificate", parts => parts.Get<WebhookCertificates>().IsServing
                ? null
                : "the webhook has no certificate yet");
    }

    /// <summary>See <see cref="OperatorLoop"/>.</summary>
    public OperatorBuilder AddLoop(string name, Func<IServiceProvider, Func<CancellationToken, Task>> run, bool onLeader = false)
    {
        services.AddSingleton(parts => new OperatorLoop(name, run(parts), onLeader));
        return this;
    }

    /// <summary>A check behind <c>/readyz</c>, which must not depend on the API server: null when well, else what is wrong.</summary>
    public OperatorBuilder AddReadyCheck(string name, Func<IServiceProvider, string?> trouble)
    {
        services.AddHealthChecks().Add(new HealthCheckRegistration(name, parts => new ReadyCheck(() => trouble(parts)), null, null));
        return this;
    }

    private sealed class ReadyCheck(Func<string?> trouble) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(trouble() is { } wrong ? HealthCheckResult.Unhealthy(wrong) : HealthCheckResult.Healthy());
    }
}
