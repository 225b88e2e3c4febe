using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Kube.Model;
using Kube.Testing.Node;

namespace EndToEnd.Tests.Fixtures;

public sealed class PodEnvironmentTests
{
    private static readonly ImmutableDictionary<string, string> Given = ImmutableDictionary<string, string>.Empty.Add("HOSTNAME", "a");

    private static readonly PodReferences References = new(
        Objects("settings", ("LEVEL", "info"), ("SHARED", "from map")),
        Objects("credentials", ("SHARED", "from secret"), ("key", "k-1")));

    [Fact]
    public void Later_sources_win_and_prefixes_apply()
    {
        var container = new V1Container
        {
            Name = "app",
            EnvFrom =
            [
                new V1EnvFromSource { ConfigMapRef = new V1ConfigMapEnvSource { Name = "settings" } },
                new V1EnvFromSource { SecretRef = new V1SecretEnvSource { Name = "credentials" }, Prefix = "S_" },
                new V1EnvFromSource { SecretRef = new V1SecretEnvSource { Name = "absent", Optional = true } },
            ],
            Env = [new V1EnvVar { Name = "LEVEL", Value = "debug" }],
        };

        var environment = Resolve(container);

        environment["LEVEL"].ShouldBe("debug");
        environment["SHARED"].ShouldBe("from map");
        environment["S_SHARED"].ShouldBe("from secret");
        environment["HOSTNAME"].ShouldBe("a");
    }

    [Theory]
    [InlineData("$(FIRST)-$(HOSTNAME)", "1-a")]
    [InlineData("$(LATER)", "$(LATER)")]
    [InlineData("$$(FIRST)", "$(FIRST)")]
    [InlineData("$FIRST $(", "$FIRST $(")]
    public void References_see_only_what_came_before(string written, string expected)
    {
        var container = new V1Container
        {
            Name = "app",
            Env =
            [
                new V1EnvVar { Name = "FIRST", Value = "1" },
                new V1EnvVar { Name = "SECOND", Value = written },
                new V1EnvVar { Name = "LATER", Value = "3" },
            ],
        };

        Resolve(container)["SECOND"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("metadata.name", "a")]
    [InlineData("metadata.labels['app']", "shop")]
    [InlineData("metadata.annotations['none']", "")]
    [InlineData("status.podIP", "10.244.0.9")]
    public void Fields_come_from_the_pod(string path, string expected) =>
        Resolve(With(new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = path } }))["VALUE"].ShouldBe(expected);

    [Theory]
    [InlineData("limits.memory", "1Mi", "512")]
    [InlineData("limits.memory", null, "536870912")]
    [InlineData("requests.cpu", "1m", "250")]
    [InlineData("requests.cpu", "1", "1")]
    [InlineData("limits.cpu", null, "16")]
    public void Resources_are_counted_in_divisors_and_rounded_up(string resource, string? divisor, string expected) =>
        Resolve(With(new V1EnvVarSource { ResourceFieldRef = new V1ResourceFieldSelector
        {
            Resource = resource,
            Divisor = divisor is null ? null : new ResourceQuantity(divisor),
        } }))["VALUE"].ShouldBe(expected);

    [Fact]
    public void A_missing_key_stops_the_container_unless_it_is_optional()
    {
        var required = new V1SecretKeySelector { Name = "credentials", Key = "other" };

        Should.Throw<MissingReferenceException>(() => Resolve(With(new V1EnvVarSource { SecretKeyRef = required })));
        Resolve(With(new V1EnvVarSource { SecretKeyRef = required with { Optional = true } })).ShouldNotContainKey("VALUE");
        Resolve(With(new V1EnvVarSource { SecretKeyRef = required with { Key = "key" } }))["VALUE"].ShouldBe("k-1");
    }

    private static V1Container With(V1EnvVarSource source) => new()
    {
        Name = "app",
        Resources = new V1ResourceRequirements
        {
            Limits = new Dictionary<string, ResourceQuantity> { ["memory"] = "512Mi" },
            Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = "250m" },
        },
        Env = [new V1EnvVar { Name = "VALUE", ValueFrom = source }],
    };

    private static ImmutableDictionary<string, string> Resolve(V1Container container)
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "shop", Labels = Collections.Map(("app", "shop")) },
            Spec = new V1PodSpec { Containers = [container] },
        };
        return PodEnvironment.Resolve(container, new PodFields(pod, IPAddress.Parse("10.244.0.9"), IPAddress.Loopback), References, Given);
    }

    private static ImmutableDictionary<string, ImmutableDictionary<string, string>> Objects(
        string name, params IEnumerable<(string Key, string Value)> data) =>
        ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty.Add(
            name, data.ToImmutableDictionary(pair => pair.Key, pair => pair.Value));
}
