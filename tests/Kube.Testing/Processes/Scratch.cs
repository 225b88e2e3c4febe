using Kube.Testing.Network;

namespace Kube.Testing.Processes;

/// <summary>Temporary folders. Inside the private network they are in memory and vanish with it, even when the test host is
/// killed.</summary>
internal static class Scratch
{
    public static DirectoryInfo Create(string prefix) => PrivateNetwork.Inside
        ? Directory.CreateDirectory($"{PrivateNetwork.Memory}/{prefix}{Guid.NewGuid():N}")
        : Directory.CreateTempSubdirectory(prefix);
}
