namespace Kube.Testing.Node;

/// <summary>A container whose program is code of the test.</summary>
internal sealed class ProgramContainer : IContainerProcess
{
    private readonly CancellationTokenSource stop = new();

    public ProgramContainer(PodProgram program, ProgramContext context) => Ended = Run(program, context);

    public Task<int> Ended { get; }

    public async Task Stop(TimeSpan grace)
    {
        await stop.CancelAsync();
        await Ended.WaitAsync(grace + TimeSpan.FromSeconds(1)).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    public Task<bool> Exec(IReadOnlyList<string> command, CancellationToken cancel) => Task.FromResult(!Ended.IsCompleted);

    public async ValueTask DisposeAsync()
    {
        await Stop(TimeSpan.Zero);
        stop.Dispose();
    }

    private async Task<int> Run(PodProgram program, ProgramContext context)
    {
        await Task.Yield();
        try
        {
            return await program(context, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception)
        {
            context.Log.Add(exception.ToString());
            return 1;
        }
    }
}
