using System.Text;

namespace Kube.Runtime.Tests;

public sealed class SubsetTests
{
    [Theory]
    [InlineData("""{"spec":{"replicas":1}}""", """{"spec":{"replicas":1,"paused":false}}""", null)]
    [InlineData("""{"spec":{"replicas":1}}""", """{"spec":{"replicas":2}}""", "/spec/replicas")]
    [InlineData("""{"spec":{"a":1}}""", """{"spec":{}}""", "/spec/a")]
    [InlineData(
        """{"spec":{"containers":[{"name":"a","image":"i"}]}}""",
        """{"spec":{"containers":[{"name":"proxy"},{"name":"a","image":"i","x":1}]}}""", null)]
    [InlineData(
        """{"spec":{"containers":[{"name":"a","image":"i"}]}}""", """{"spec":{"containers":[{"name":"a","image":"j"}]}}""",
        "/spec/containers/image")]
    [InlineData(
        """{"spec":{"containers":[{"name":"a","args":["1"]}]}}""", """{"spec":{"containers":[{"name":"a","args":["1","2"]}]}}""",
        "/spec/containers/args")]
    [InlineData("""{"spec":{"ports":[{"port":80}]}}""", """{"spec":{"ports":[{"port":80,"protocol":"TCP"}]}}""", null)]
    [InlineData("""{"rules":[{"verbs":["get"]}]}""", """{"rules":[{"verbs":["get"]},{"verbs":["*"]}]}""", "/rules")]
    [InlineData("""{"resources":{"limits":{"cpu":"1000m"}}}""", """{"resources":{"limits":{"cpu":"1"}}}""", null)]
    [InlineData("""{"data":{"cpu":"1000m"}}""", """{"data":{"cpu":"1"}}""", "/data/cpu")]
    public void Only_what_we_own_counts(string body, string live, string? difference) =>
        Subset.Difference(Encoding.UTF8.GetBytes(body), Encoding.UTF8.GetBytes(live)).ShouldBe(difference);
}
