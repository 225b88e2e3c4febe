using Kube.Sandbox.Tests.Fixtures;
using Kube.Testing.Control;

[assembly: AssemblyFixture(typeof(SharedSandbox))]
[assembly: AssemblyFixture(typeof(RealServer))]

namespace Kube.Sandbox.Tests.Fixtures;

/// <summary>One sandbox for all classes, with the widgets installed; tests keep to namespaces of their own.</summary>
public sealed class SharedSandbox : IAsyncLifetime
{
    private SandboxServer? server;

    public SandboxServer Server => server ?? throw new InvalidOperationException("not started");

    public TestClient Client() => new(Server.Uri, null, null);

    public async ValueTask InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var client = Client();
        await client.InstallWidgetsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}

/// <summary>One real kube-apiserver for all classes, started when first asked for.</summary>
public sealed class RealServer : SharedControlPlane;
