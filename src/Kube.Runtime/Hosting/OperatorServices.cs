using System.Diagnostics.CodeAnalysis;

using Kube.Model;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>The parts of an operator as services, each a singleton.</summary>
public static class OperatorServices
{
    /// <summary>
    /// Adds clients, informers, events, the election and the host that runs it all. The <see cref="ClusterConfig"/> is the caller's to add. What
    /// writes asks for a <see cref="LeaderClient"/>; whatever asks for a <see cref="KubeClient"/> reads.
    /// </summary>
    public static OperatorBuilder AddOperator(this IServiceCollection services, Action<OperatorSettings> configure)
    {
        var settings = new OperatorSettings();
        configure(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(parts => new ApiTransport(parts.Get<ClusterConfig>(), settings.Name, parts.Get<TimeProvider>()));
        services.AddSingleton(parts => new KubeClient(parts.Get<ApiTransport>()));
        services.AddSingleton<LeadershipGate>().AddSingleton<LeaderClient>();
        services.AddSingleton(parts => new InformerSet(parts.Get<KubeClient>(), parts.Get<TimeProvider>(), parts.Get<ILoggerFactory>()));
        services.AddSingleton(parts => new StatusWriter(parts.Get<LeaderClient>(), settings.Name));
        services.AddSingleton(parts => new EventRecorder(
            parts.Get<KubeClient>(), settings.Controller, settings.Instance, parts.Get<TimeProvider>(), parts.Get<ILogger<EventRecorder>>()));
        services.AddSingleton<OperatorHost>().AddHostedService(parts => parts.Get<OperatorHost>());
        if (settings.LeaderElection)
        {
            var election = new LeaderElectionOptions
            {
                Namespace = settings.Namespace, Name = settings.Name, Identity = $"{settings.Instance}_{Guid.NewGuid():n}",
            };
            services.AddSingleton(election).AddSingleton<LeaderElector>();
        }

        return new OperatorBuilder(services, settings)
            .AddLoop("events", parts => parts.Get<EventRecorder>().RunAsync)
            .AddReadyCheck("stopping", parts => parts.Get<OperatorHost>().IsStopping ? "the process is stopping" : null)
            .AddReadyCheck("caches", parts => parts.Get<InformerSet>().Missing() is { IsEmpty: false } missing ? InformerSet.Describe(missing) : null);
    }

    internal static T Get<T>(this IServiceProvider parts)
        where T : notnull => parts.GetRequiredService<T>();
}

/// <summary>Adds to an operator what it reconciles and answers.</summary>
public sealed class OperatorBuilder(IServiceCollection services, OperatorSettings settings)
{
    /// <summary>Reconciles the kind <typeparamref name="T"/>, on the leader; see <see cref="IReconciler{T}.Setup"/> for what makes it look again.</summary>
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
            return new OperatorLoop(
                controller.Name, stop => controller.RunAsync(reconciler, parts.Get<TimeProvider>(), parts.Get<ILoggerFactory>(), stop), OnLeader: true);
        });
        return this;
    }

    /// <summary>
    /// Answers reviews at <paramref name="path"/>, behind a certificate for the Service <paramref name="service"/> that this operator issues itself and
    /// publishes in the <c>MutatingWebhookConfiguration</c> of its own name.
    /// </summary>
    public OperatorBuilder AddMutatingWebhook<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWebhook>(string path, string service)
        where TWebhook : class, IAdmissionWebhook
    {
        services.AddSingleton<TWebhook>();
        services.AddSingleton(parts => new AdmissionEndpoint(path, parts.Get<TWebhook>().Answer, parts.Get<ILogger<TWebhook>>()));
        services.AddSingleton(parts => new AuthorityStore(
            parts.Get<KubeClient>(), parts.Get<InformerSet>(), settings.Namespace, settings.Name, parts.Get<TimeProvider>(), parts.Get<ILogger<AuthorityStore>>()));
        services.AddSingleton(parts => new ServingCertificate(
            parts.Get<AuthorityStore>(), service, parts.Get<TimeProvider>(), parts.Get<ILogger<ServingCertificate>>()));
        services.AddSingleton(parts => new CaBundlePublisher(
            parts.Get<AuthorityStore>(), parts.Get<InformerSet>(), settings.Name, $"{settings.Name}-webhook", parts.Get<TimeProvider>(), parts.Get<ILogger<CaBundlePublisher>>()));
        return AddLoop("serving certificate", parts => parts.Get<ServingCertificate>().KeepAsync)
            .AddLoop("certificate authority", parts => stop => parts.Get<AuthorityStore>().KeepAsync(parts.Get<LeaderClient>(), stop), onLeader: true)
            .AddLoop("caBundle", parts => Publish(parts.Get<CaBundlePublisher>(), parts.Get<LeaderClient>()), onLeader: true)
            .AddReadyCheck("certificate", parts => parts.Get<ServingCertificate>().IsServing ? null : "the webhook has no certificate yet");
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

    private static Func<CancellationToken, Task> Publish(CaBundlePublisher publisher, KubeClient leading) => stop => publisher.KeepAsync(leading, stop);

    private sealed class ReadyCheck(Func<string?> trouble) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
            Task.FromResult(trouble() is { } wrong ? HealthCheckResult.Unhealthy(wrong) : HealthCheckResult.Healthy());
    }
}
