using System.Text;
using System.Text.Json;

using k8s.Models;

namespace Kube.Model.Tests;

public sealed class KubeJsonTests
{
    [Fact]
    public void Empty_collections_and_nulls_are_left_out()
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "p", Labels = new Dictionary<string, string>(), Finalizers = [] },
            Spec = new V1PodSpec
            {
                Volumes = [new V1Volume { Name = "v", EmptyDir = new V1EmptyDirVolumeSource() }],
                Containers = [new V1Container { Image = "i", Name = "c", Args = [] }],
            },
        };

        Encode(pod, Kinds.Pod).ShouldBe(
            """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}],"volumes":[{"name":"v","emptyDir":{}}]}}""");
    }

    [Fact]
    public void Maps_are_written_in_the_order_of_their_keys()
    {
        var first = new V1ConfigMap { Data = new Dictionary<string, string> { ["b"] = "1", ["a"] = "<ü>", ["B"] = "" } };

        Encode(first, Kinds.ConfigMap).ShouldBe("""{"data":{"B":"","a":"<ü>","b":"1"}}""");
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80,"targetPort":"http"}]}}""")]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80,"targetPort":8080}]}}""")]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80,"targetPort":"8080"}]}}""")]
    public void IntOrString_keeps_its_kind(string json) => Again(json, Kinds.Service).ShouldBe(json);

    [Theory]
    [InlineData("1024Mi")]
    [InlineData("0.5")]
    [InlineData("1.5Gi")]
    [InlineData("1e3")]
    public void Amounts_are_written_as_they_were_read(string amount)
    {
        var json = $$$$"""{"spec":{"containers":[{"name":"c","resources":{"limits":{"memory":"{{{{amount}}}}"}}}]}}""";

        Again(json, Kinds.Pod).ShouldBe(json);
    }

    [Fact]
    public void Amounts_of_custom_resources_are_written_as_they_were_read()
    {
        var resources =
            new ResourceRequirements { Limits = new ResourceRequirements().Limits.Add("memory", Quantity.Parse("1024Mi")) }.ToModel();

        Encode(new V1Pod { Spec = new V1PodSpec { Containers = [new V1Container { Name = "c", Resources = resources }] } }, Kinds.Pod)
            .ShouldContain("""{"limits":{"memory":"1024Mi"}}""");
    }

    [Fact]
    public void Managed_fields_are_not_read()
    {
        var pod = JsonSerializer.Deserialize(
            """{"metadata":{"name":"p","managedFields":[{"manager":"m","fieldsV1":{"f:a":{}}}]}}""", Kinds.Pod.TypeInfo)!;

        pod.Metadata.ManagedFields.ShouldBeNull();
        pod.Metadata.Key.ShouldBe(new ObjectKey("", "p"));
    }

    [Fact]
    public void Times_of_leases_and_events_have_six_digits()
    {
        var second = new DateTime(1970, 1, 1, 0, 0, 7, DateTimeKind.Utc);

        Encode(new V1Lease { Spec = new V1LeaseSpec { RenewTime = second } }, Kinds.Lease)
            .ShouldBe("""{"spec":{"renewTime":"1970-01-01T00:00:07.000000Z"}}""");
        Encode(new Eventsv1Event
        {
            EventTime = second,
            Series = new Eventsv1EventSeries { Count = 2, LastObservedTime = second },
        }, Kinds.Event).ShouldBe(
            """{"eventTime":"1970-01-01T00:00:07.000000Z","series":{"count":2,"lastObservedTime":"1970-01-01T00:00:07.000000Z"}}""");
        Encode(new V1Pod { Metadata = new V1ObjectMeta { CreationTimestamp = second.AddMilliseconds(1) } }, Kinds.Pod)
            .ShouldContain("\"1970-01-01T00:00:07Z\"");
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.678901Z")]
    [InlineData("2026-01-02T05:04:05.678901+02:00")]
    public void Times_are_read_in_utc(string text)
    {
        var lease = JsonSerializer.Deserialize($$$"""{"spec":{"renewTime":"{{{text}}}","acquireTime":null}}""", Kinds.Lease.TypeInfo)!;

        lease.Spec.RenewTime.ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(678901));
        lease.Spec.RenewTime!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        lease.Spec.AcquireTime.ShouldBeNull();
    }

    private static string Again<T>(string json, ResourceType<T> type)
        where T : class => Encode(JsonSerializer.Deserialize(json, type.TypeInfo)!, type);

    private static string Encode<T>(T value, ResourceType<T> type)
        where T : class => Encoding.UTF8.GetString(KubeJson.Serialize(value, type.TypeInfo));
}
