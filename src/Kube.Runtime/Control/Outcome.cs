namespace Kube.Runtime;

/// <summary>What a reconcile came to. An exception means: cluster trouble or a bug, try again with backoff.</summary>
public readonly record struct Outcome
{
    /// <summary>Nothing to do until something changes; a user's mistake too.</summary>
    public static Outcome Done => default;

    internal TimeSpan? Delay { get; private init; }

    /// <summary>Look again at that time, or sooner if something changes.</summary>
    public static Outcome After(TimeSpan delay) => new() { Delay = delay };
}
