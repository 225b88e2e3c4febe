using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kube.Testing.Processes;

/// <summary>Starts every child from one thread that lives as long as the test host.</summary>
/// <remarks>
/// PR_SET_PDEATHSIG fires when the *thread* that forked ends, and pool threads come and go: started from one of them,
/// a child would be killed in the middle of a test.
/// </remarks>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Work = Begin();

    public static void Start(Process process)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                process.Start();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Begin()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        { IsBackground = true, Name = "child processes" };
        thread.Start();
        return work;
    }
}
