using System.Threading.Channels;

namespace Kube.Sandbox.Store;

/// <summary>A live feed of changes; dispose to stop it.</summary>
internal sealed class Subscription(ChannelReader<Change> changes, Action stop) : IDisposable
{
    public ChannelReader<Change> Changes => changes;

    public void Dispose() => stop();
}
