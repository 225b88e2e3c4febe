using Kube.Testing;
using Kube.Testing.Network;
using Xunit.MicrosoftTestingPlatform;

namespace EndToEnd.Tests;

/// <summary>Runs all tests of this assembly inside a private network, where a cluster with its own pod addresses can live.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        PrivateNetwork.Enter(Layer.EndToEnd, args)
        ?? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
