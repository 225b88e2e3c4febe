using System.Net;
using System.Net.Sockets;

namespace Kube.Testing.Processes;

/// <summary>Ports for programs that cannot report the one they were given.</summary>
public static class FreePort
{
    /// <summary>Distinct loopback ports that were free a moment ago. Another process can still be faster: retry the start.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
