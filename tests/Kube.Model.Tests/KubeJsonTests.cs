using System.Text;
using System.Text.Json;

namespace Kube.Model.Tests;

public sealed class KubeJsonTests
{
    [Fact]
    public void EmptyCollectionsAndNullsAreLeftOut()
    {
        var pod = new Pod { Metadata = new ObjectMeta { Name = "p" }, Spec = new PodSpec { Containers = [new Container { Name = "c" }] } };

        Encode(pod).ShouldBe("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c"}]}}""");
    }

    [Fact]
    public void AbsentCollectionsReadAsEmpty()
    {
        var pod = JsonSerializer.Deserialize("""{"metadata":{},"spec":{}}""", Kinds.Pod.TypeInfo)!;

        pod.Spec!.Containers.ShouldBeEmpty();
        pod.Metadata.Labels.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80,"targetPort":"http"}]}}""")]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80,"targetPort":8080}]}}""")]
    public void IntOrStringKeepsItsKind(string json) =>
        Encoding.UTF8.GetString(KubeJson.Serialize(JsonSerializer.Deserialize(json, Kinds.Service.TypeInfo)!, Kinds.Service.TypeInfo)).ShouldBe(json);

    [Fact]
    public void LeaseTimesHaveSixDigits() => Encoding.UTF8
        .GetString(KubeJson.Serialize(
            new Lease { Metadata = new ObjectMeta(), Spec = new LeaseSpec { RenewTime = DateTimeOffset.UnixEpoch } },
            Kinds.Lease.TypeInfo))
        .ShouldContain("1970-01-01T00:00:00.000000Z");

    private static string Encode(Pod pod) => Encoding.UTF8.GetString(KubeJson.Serialize(pod, Kinds.Pod.TypeInfo));
}
