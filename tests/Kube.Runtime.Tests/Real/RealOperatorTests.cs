using System.Collections.Immutable;
using System.Net;
using System.Text;

using k8s.Models;

using Kube.Model;
using Kube.Testing;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

/// <summary>A whole operator, small: it copies each ConfigMap labelled <c>copy</c>.</summary>
public sealed class RealOperatorTests(TestPlane shared)
{
    [Fact]
    public async Task An_operator_leads_converges_reports_and_stops()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        await using var app = Build(cluster);
        await app.StartAsync(TestContext.Current.CancellationToken);

        await cluster.Client.CreateAsync(Settings.Resource, Labelled(cluster, "a", "1"), default);
        await SeenAsync(cluster, "a-copy", "1");
        await cluster.Client.MergeAsync(Settings.Resource, cluster.Key("a-copy"), """{"data":{"k":"stolen"}}"""u8.ToArray(), default);
        await SeenAsync(cluster, "a-copy", "1");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.True("ready", async _ => await http.GetStringAsync("/readyz") == "ok\n");
        var scrape = await http.GetStringAsync("/metrics");

        await app.StopAsync(TestContext.Current.CancellationToken);
        scrape.ShouldContain("""controller_runtime_reconcile_total{controller="copier",result="success"}""");
        (await cluster.Client.GetAsync(Kinds.Lease, cluster.Key("operator"), default)).Spec!.HolderIdentity.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_loop_that_ends_stops_the_application_with_its_error()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var end = new TaskCompletionSource();
        await using var app = Build(cluster, copier => copier.AddLoop("broken", _ => _ => end.Task));
        await app.StartAsync(TestContext.Current.CancellationToken);

        end.SetResult();
        await app.WaitForShutdownAsync(TestContext.Current.CancellationToken);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => app.Services.GetRequiredService<OperatorHost>().Completion);
        error.Message.ShouldContain("broken");
    }

    [Fact]
    public async Task What_is_not_ready_is_said_with_its_reason()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        await using var app = Build(cluster, copier => copier.AddReadyCheck("moon", _ => "it is not full"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        await Eventually.True("the reason alone", async _ =>
            await (await http.GetAsync("/readyz")).Content.ReadAsStringAsync() == "moon: it is not full\n");
        (await http.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await http.GetStringAsync("/healthz")).ShouldBe("ok\n");
    }

    [Fact]
    public async Task The_bundle_is_published_again_when_somebody_resets_it()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var webhook = await cluster.Client.CreateAsync(Kinds.MutatingWebhookConfiguration, Webhook(cluster), default);
        var certificates = new WebhookCertificates(
            cluster.Client,
            cluster.Informers,
            new OperatorSettings { Namespace = cluster.Namespace, Name = cluster.Namespace },
            "w",
            TimeProvider.System,
            NullLogger<WebhookCertificates>.Instance);
        await cluster.RunInformersAsync();
        Task[] loops = [certificates.KeepAuthorityAsync(cluster.Stop), certificates.KeepServingAsync(cluster.Stop)];

        await Eventually.True("a certificate", () => certificates.IsServing);
        await Eventually.True("published", async _ => await BundleAsync() == await AuthorityAsync());
        var reset = """[{"op":"replace","path":"/webhooks/0/clientConfig/caBundle","value":"Cg=="}]"""u8.ToArray();
        await cluster.Client.PatchAsync(Kinds.MutatingWebhookConfiguration, webhook.Metadata.Key, reset, default);
        await Eventually.True("published again", async _ => await BundleAsync() == await AuthorityAsync());
        loops.ShouldAllBe(loop => !loop.IsCompleted);
        await cluster.Client.DeleteAsync(Kinds.MutatingWebhookConfiguration, webhook.Metadata.Key, null, default);

        async Task<string> AuthorityAsync() => AuthorityBundle.FromSecret(
            await cluster.Client.GetAsync(Kinds.Secret, cluster.Key($"{cluster.Namespace}-webhook-ca"), default))!.Trusted;

        async Task<string> BundleAsync() => Encoding.ASCII.GetString(
            (await cluster.Client.GetAsync(
                Kinds.MutatingWebhookConfiguration, webhook.Metadata.Key, default)).Webhooks[0].ClientConfig.CaBundle ?? []);
    }

    [Fact]
    public async Task The_same_event_again_is_a_series()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var recorder = new EventRecorder(
            cluster.Client,
            new OperatorSettings { Controller = "example.dev/tests", Instance = "tests-0" },
            TimeProvider.System,
            NullLogger<EventRecorder>.Instance);
        var regarding = (await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap("a"), default)).Metadata;
        for (var i = 0; i < 3; i++)
        {
            recorder.Record(Settings.Resource, regarding, "Warning", "Broken", "Check", "it is broken");
        }

        var running = recorder.RunAsync(cluster.Stop);

        await Eventually.True("a series of three", async _ => await EventsAsync(cluster) is [{ Series.Count: 3, Note: "it is broken" }]);
        running.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Status_is_written_once_and_transition_times_are_kept()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        await cluster.Client.CreateAsync(Kinds.Deployment, RealConvergerTests.Some(cluster), default);
        var live = await cluster.Client.GetAsync(Rollout.Resource, cluster.Key("d"), default);
        var writer = new StatusWriter(cluster.Client, "tests-status");
        var type = SampleJson.Options.TypeInfo<RolloutStatus>();
        Task<bool> WriteAsync(DateTimeOffset at, string message) => writer.WriteAsync(
            Rollout.Resource, live.Metadata, live.Status is { Conditions.IsEmpty: true } ? null : live.Status,
            before => Next(before, at, message), type, null, default);
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        (await WriteAsync(first, "one")).ShouldBeTrue();
        (await WriteAsync(first.AddHours(1), "one")).ShouldBeFalse();
        (await WriteAsync(first.AddHours(2), "two")).ShouldBeTrue();

        var condition = (await cluster.Client.GetAsync(Rollout.Resource, live.Metadata.Key, default)).Status!.Conditions.Single();
        condition.Message.ShouldBe("two");
        condition.LastTransitionTime.ShouldBe(first);

        RolloutStatus Next(RolloutStatus? before, DateTimeOffset at, string message) => new()
        {
            Conditions = ConditionTimes.Merge(
                before?.Conditions ?? [], [new Condition { Type = "Ready", Status = "True", Reason = "Ok", Message = message }], at),
        };
    }

    private static async Task<ImmutableArray<Eventsv1Event>> EventsAsync(RealCluster cluster)
    {
        var events = ImmutableArray.CreateBuilder<Eventsv1Event>();
        await foreach (var one in cluster.Client.ListAsync(
            Kinds.Event.AsMetadata(), new ListOptions { Namespace = cluster.Namespace }, default))
        {
            events.Add(await cluster.Client.GetAsync(Kinds.Event, one.Metadata.Key, default));
        }

        return events.ToImmutable();
    }

    private static Task SeenAsync(RealCluster cluster, string name, string value) => Eventually.True(
        $"{name} with {value}",
        async _ => (await cluster.Client.FindAsync(Settings.Resource, cluster.Key(name), default))?.Data.GetValueOrDefault("k") == value);

    private static WebApplication Build(RealCluster cluster, Action<OperatorBuilder>? with = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.UseOperatorPorts(IPAddress.Loopback, 0, 0, webhooks: null);
        builder.Services.AddOperatorTelemetry("tests", null, "one", null);
        builder.Services.AddSingleton(cluster).AddSingleton(cluster.Config);
        var copier = builder.Services
            .AddOperator(settings => (settings.Namespace, settings.Instance, settings.Linger) = (cluster.Namespace, "one", TimeSpan.Zero))
            .AddController<Copier, Settings>();
        with?.Invoke(copier);
        var app = builder.Build();
        app.MapOperator();
        return app;
    }

    private static Settings Labelled(RealCluster cluster, string name, string value)
    {
        var map = cluster.ConfigMap(name, ("k", value));
        return map with { Metadata = map.Metadata with { Labels = Collections.Map(("copy", "yes")) } };
    }

    private static V1MutatingWebhookConfiguration Webhook(RealCluster cluster) => new()
    {
        Metadata = new V1ObjectMeta { Name = cluster.Namespace },
        Webhooks =
        [
            new V1MutatingWebhook
            {
                Name = "w.example.dev",
                ClientConfig = new Admissionregistrationv1WebhookClientConfig
                {
                    Service = new Admissionregistrationv1ServiceReference { NamespaceProperty = cluster.Namespace, Name = "w" },
                },
                AdmissionReviewVersions = ["v1"],
                SideEffects = "None",
                FailurePolicy = "Ignore",
                NamespaceSelector = new V1LabelSelector { MatchLabels = Collections.Map(("no", "where")) },
            },
        ],
    };

    private sealed class Copier : IReconciler<Settings>
    {
        private readonly Informer<Settings> sources;
        private readonly Informer<ObjectMetadata> copies;
        private readonly Converger converger;

        public Copier(InformerSet informers, LeaderClient client, RealCluster cluster)
        {
            sources = informers.Get(Settings.Resource, new ListOptions { Namespace = cluster.Namespace, LabelSelector = "copy=yes" });
            copies = informers.GetMetadata(
                Settings.Resource, new ListOptions { Namespace = cluster.Namespace, LabelSelector = "by=copier" });
            var ownership = new ConvergerOptions
            {
                FieldManager = "copier",
                HashAnnotation = "example.dev/applied",
                InventoryLabels = Collections.Map(("by", "copier")),
                OwnerLabel = "example.dev/owner",
            };
            converger = new Converger(client, ownership, [copies], NullLogger<Converger>.Instance);
        }

        public void Setup(ControllerBuilder<Settings> controller) => controller.Named("copier").For(sources).Workers(2).Owns(copies);

        public async ValueTask<Outcome> ReconcileAsync(Settings value, CancellationToken cancellationToken)
        {
            var copy = value with
            {
                Metadata = new ObjectMeta { Name = $"{value.Metadata.Name}-copy", Namespace = value.Metadata.Namespace },
            };
            await converger.ConvergeAsync(
                new Owner(Settings.Resource, value.Metadata), [ApplyBody.Of(Settings.Resource, copy)], null, cancellationToken);
            return Outcome.Done;
        }
    }
}
