namespace LlmTracing.Cli.Findings;

/// <summary>Sorts by location; findings without one come first.</summary>
internal sealed class ReportedOrder : IComparer<Reported>
{
    public static ReportedOrder Instance { get; } = new();

    public int Compare(Reported? x, Reported? y) => Place(x).CompareTo(Place(y));

    private static (string, int, int, string, string) Place(Reported? reported) =>
        (reported?.At?.File ?? "",
            reported?.At?.Line ?? 0, reported?.At?.Column ?? 0, reported?.Finding.Path ?? "", reported?.Finding.Reason ?? "");
}
