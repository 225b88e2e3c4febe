namespace Kube.Runtime;

/// <summary>What a reconcile came to. An exception means: cluster trouble or a bug, try again with backoff.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><see cref="Done"/></term><description>nothing to do until something changes</description></item>
/// <item><term><see cref="After"/></term><description>look again at that time, or sooner if something changes</description></item>
/// <item><term><see cref="Stalled"/></term><description>a user's mistake: nothing helps until the object, or what it refers to,
/// changes</description></item>
/// </list>
/// </remarks>
public abstract record Outcome
{
    private Outcome()
    {
    }

    public static Outcome Done { get; } = new Finished();

    public static Outcome After(TimeSpan delay) => new Again(delay);

    public static Outcome Stalled(string reason, string message) => new Terminal(reason, message);

    internal sealed record Finished : Outcome;

    internal sealed record Again(TimeSpan Delay) : Outcome;

    internal sealed record Terminal(string Reason, string Message) : Outcome;
}
