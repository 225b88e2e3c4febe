using System.Net;

namespace Kube.Testing.Network;

/// <summary>Addresses of pods. A pod of processes has a network namespace of its own, plugged into the bridge; a pod that the test itself
/// plays has its address on the bridge.</summary>
/// <remarks>Outside of the private network addresses are only numbers: pods then run nothing that needs them.</remarks>
internal sealed class PodNetwork
{
    private const int PerBlock = 250;
    private int last;

    /// <summary>The next address; none is used twice.</summary>
    public (int Number, IPAddress Address) Take()
    {
        var number = Interlocked.Increment(ref last);
        return (number, new IPAddress([10, 244, (byte)(number / PerBlock), (byte)((number % PerBlock) + 2)]));
    }

    /// <summary>The network namespace of a pod, to give to nsenter.</summary>
    public static string NamespaceFile(int number) => $"/run/netns/pod{number}";

    public static async Task Attach(int number, IPAddress address, bool ownNamespace)
    {
        if (!PrivateNetwork.Inside)
        {
            return;
        }

        if (!ownNamespace)
        {
            await PrivateNetwork.Ip($"addr add {address}/32 dev {PrivateNetwork.Bridge}");
            return;
        }

        await PrivateNetwork.Ip(
            $"netns add pod{number}",
            $"link add p{number} type veth peer name eth0 netns pod{number}",
            $"link set p{number} master {PrivateNetwork.Bridge} up",
            $"-n pod{number} link set lo up",
            $"-n pod{number} addr add {address}/16 dev eth0",
            $"-n pod{number} link set eth0 up",
            $"-n pod{number} route add default via {PrivateNetwork.Host}");
    }

    public static async Task Detach(int number, IPAddress address, bool ownNamespace)
    {
        if (PrivateNetwork.Inside)
        {
            await PrivateNetwork.Ip(ownNamespace ? $"netns del pod{number}" : $"addr del {address}/32 dev {PrivateNetwork.Bridge}");
        }
    }
}
