namespace Kube.Testing.Control;

/// <summary>One control plane for all test classes of an assembly:
/// <c>[assembly: AssemblyFixture(typeof(SharedControlPlane))]</c>, then take it as a constructor parameter.</summary>
/// <remarks>It starts with the first <see cref="Get"/>, so that a run that needs none pays nothing and a missing program skips the test,
/// not the run. Derive to give other options.</remarks>
public class SharedControlPlane : IAsyncDisposable
{
    private readonly ControlPlaneOptions options;
    private readonly SemaphoreSlim gate = new(1);
    private ControlPlane? plane;

    public SharedControlPlane()
        : this(new ControlPlaneOptions())
    {
    }

    protected SharedControlPlane(ControlPlaneOptions options) => this.options = options;

    /// <summary>The running control plane; skips the test where its programs are missing.</summary>
    public async Task<ControlPlane> Get(CancellationToken cancel = default)
    {
        Layer.ControlPlane.Require();
        await gate.WaitAsync(cancel);
        try
        {
            return plane ??= await ControlPlane.Start(options, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        gate.Dispose();
        if (plane is not null)
        {
            await plane.DisposeAsync();
        }
    }
}
