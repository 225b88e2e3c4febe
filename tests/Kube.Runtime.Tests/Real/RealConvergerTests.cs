using k8s.Models;

using Kube.Model;
using Kube.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

public sealed class RealConvergerTests(TestPlane shared)
{
    private static readonly ConvergerOptions Options = new()
    {
        FieldManager = "tests",
        HashAnnotation = "tests.example/applied",
        InventoryLabels = Collections.Map(("app.kubernetes.io/managed-by", "tests")),
        OwnerLabel = "tests.example/owner",
    };

    [Fact]
    public async Task Nothing_changed_means_no_write_even_after_a_restart()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var (owner, first) = await PrepareAsync(cluster);
        ApplyBody[] desired = [Map(cluster, "a", "1"), Deployment(cluster)];

        (await first.ConvergeAsync(owner, desired, null, default)).Applied.Length.ShouldBe(2);
        (await first.ConvergeAsync(owner, desired, null, default)).WroteNothing.ShouldBeTrue();
        await SeenAsync(cluster, desired);
        (await first.ConvergeAsync(owner, desired, null, default)).WroteNothing.ShouldBeTrue();
        (await Restarted(cluster).ConvergeAsync(owner, desired, null, default)).WroteNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_foreign_change_of_our_field_is_undone_and_a_foreign_field_stays()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var (owner, converger) = await PrepareAsync(cluster);
        ApplyBody[] desired = [Map(cluster, "a", "1")];
        await converger.ConvergeAsync(owner, desired, null, default);
        await cluster.Client.MergeAsync(Settings.Resource, cluster.Key("a"), """{"data":{"theirs":"x"}}"""u8.ToArray(), default);
        await SeenAsync(cluster, desired, "theirs");

        (await converger.ConvergeAsync(owner, desired, null, default)).WroteNothing.ShouldBeTrue();

        await cluster.Client.MergeAsync(Settings.Resource, cluster.Key("a"), """{"data":{"k":"stolen"}}"""u8.ToArray(), default);
        var informer = cluster.Informers.Get(Settings.Resource, Mine(cluster));
        await Eventually.True("seen", () => informer.Store.Find(cluster.Key("a"))?.Data["k"] == "stolen");
        (await converger.ConvergeAsync(owner, desired, null, default)).Applied.Length.ShouldBe(1);

        var live = await cluster.Client.GetAsync(Settings.Resource, cluster.Key("a"), default);
        live.Data["k"].ShouldBe("1");
        live.Data["theirs"].ShouldBe("x");
    }

    [Fact]
    public async Task Drift_while_the_process_was_down_is_undone()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var (owner, converger) = await PrepareAsync(cluster);
        ApplyBody[] desired = [Deployment(cluster)];
        await converger.ConvergeAsync(owner, desired, null, default);
        await cluster.Client.MergeAsync(Kinds.Deployment, cluster.Key("d"), """{"spec":{"replicas":7}}"""u8.ToArray(), default);
        await SeenAsync(cluster, desired);

        (await Restarted(cluster).ConvergeAsync(owner, desired, null, default)).Applied.Length.ShouldBe(1);

        (await cluster.Client.GetAsync(Kinds.Deployment, cluster.Key("d"), default)).Spec!.Replicas.ShouldBe(1);
    }

    [Fact]
    public async Task A_field_no_longer_wanted_is_removed_after_a_restart()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var (owner, converger) = await PrepareAsync(cluster);
        var both = ApplyBody.Of(Settings.Resource, cluster.ConfigMap("a", ("k", "1"), ("old", "2")));
        await converger.ConvergeAsync(owner, [both], null, default);
        await SeenAsync(cluster, [both]);

        (await Restarted(cluster).ConvergeAsync(owner, [Map(cluster, "a", "1")], null, default)).Applied.Length.ShouldBe(1);

        (await cluster.Client.GetAsync(Settings.Resource, cluster.Key("a"), default)).Data.Keys.ShouldBe(["k"]);
    }

    [Fact]
    public async Task What_is_no_longer_wanted_goes_unless_kept()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        var (owner, converger) = await PrepareAsync(cluster);
        ApplyBody[] desired = [Map(cluster, "a", "1"), Map(cluster, "b", "1"), Map(cluster, "c", "1")];
        await converger.ConvergeAsync(owner, desired, null, default);
        await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap("foreign"), default);
        await SeenAsync(cluster, desired);

        var result = await converger.ConvergeAsync(owner, desired[..1], (_, item) => item.Name == "b", default);

        result.Pruned.ShouldBe([(Settings.Resource, cluster.Key("c"))]);
        (await cluster.Client.FindAsync(Settings.Resource, cluster.Key("b"), default)).ShouldNotBeNull();
        (await cluster.Client.FindAsync(Settings.Resource, cluster.Key("foreign"), default)).ShouldNotBeNull();
    }

    private static async Task<(Owner Owner, Converger Converger)> PrepareAsync(RealCluster cluster)
    {
        var owner = await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap("owner"), default);
        cluster.Informers.Get(Settings.Resource, Mine(cluster));
        cluster.Informers.GetMetadata(Kinds.Deployment, Mine(cluster));
        await cluster.RunInformersAsync();
        return (new Owner(Settings.Resource, owner.Metadata), Restarted(cluster));
    }

    private static Converger Restarted(RealCluster cluster) => new(
        cluster.Client,
        Options,
        [cluster.Informers.Get(Settings.Resource, Mine(cluster)), cluster.Informers.GetMetadata(Kinds.Deployment, Mine(cluster))],
        NullLogger<Converger>.Instance);

    private static ListOptions Mine(RealCluster cluster) => new() { Namespace = cluster.Namespace };

    private static async Task SeenAsync(RealCluster cluster, ApplyBody[] desired, string? field = null)
    {
        foreach (var body in desired)
        {
            var live = await cluster.Client.GetAsync(body.Resource.AsMetadata(), body.Key, default);
            IInformer cache = body.Resource.Kind == "ConfigMap"
                ? cluster.Informers.Get(Settings.Resource, Mine(cluster))
                : cluster.Informers.GetMetadata(Kinds.Deployment, Mine(cluster));
            await Eventually.True(
                $"{body} in the cache {field}", () => cache.FindMetadata(body.Key)?.ResourceVersion == live.Metadata.ResourceVersion);
        }
    }

    private static ApplyBody Map(RealCluster cluster, string name, string value) =>
        ApplyBody.Of(Settings.Resource, cluster.ConfigMap(name, ("k", value)));

    private static ApplyBody Deployment(RealCluster cluster) => ApplyBody.Of(Kinds.Deployment, Some(cluster));

    internal static V1Deployment Some(RealCluster cluster) => new()
    {
        Metadata = new V1ObjectMeta { Name = "d", NamespaceProperty = cluster.Namespace },
        Spec = new V1DeploymentSpec
        {
            Replicas = 1,
            Selector = new V1LabelSelector { MatchLabels = Collections.Map(("app", "d")) },
            Template = new V1PodTemplateSpec
            {
                Metadata = new V1ObjectMeta { Labels = Collections.Map(("app", "d")) },
                Spec = new V1PodSpec
                {
                    Containers = [new V1Container
                    {
                        Name = "c",
                        Image = "example.invalid/c:1",
                        Ports = [new V1ContainerPort { ContainerPort = 4318 }],
                    }],
                },
            },
        },
    };
}
