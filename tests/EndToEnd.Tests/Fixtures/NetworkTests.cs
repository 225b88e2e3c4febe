using Kube.Testing;
using Kube.Testing.Network;

namespace EndToEnd.Tests.Fixtures;

public sealed class NetworkTests
{
    [Fact]
    public void The_tests_run_inside_the_private_network()
    {
        Layer.EndToEnd.Require();
        PrivateNetwork.Inside.ShouldBeTrue();
    }
}
