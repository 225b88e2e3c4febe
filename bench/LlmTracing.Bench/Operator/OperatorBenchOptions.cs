using System.Globalization;
using Kube.Testing;

namespace LlmTracing.Bench.Operator;

/// <summary>The command line of <c>bench operator</c>.</summary>
/// <param name="Baseline">What is compared with: a folder as <c>make publish</c> fills it.</param>
/// <param name="Candidate">The same, of this working tree unless said otherwise.</param>
/// <param name="Rounds">How often each number is taken.</param>
/// <param name="Pods">How many there are in the cluster when it is full.</param>
internal sealed record OperatorBenchOptions(string Baseline, string Candidate, int Rounds, int Pods)
{
    public const string Command = "operator";

    public const string Usage = """
        bench operator --baseline FOLDER [--candidate FOLDER] [--rounds N] [--pods N]
          compares published operators and command lines: start, memory, size, admission. FOLDER has operator/ and cli/ in it,
          as artifacts/publish/aot has after `make publish`, which is the candidate when none is named
        """;

    /// <summary>Null when it is not understood.</summary>
    public static OperatorBenchOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new OperatorBenchOptions("", WorkingTree.PathOf("artifacts", "publish", "aot"), Rounds: 5, Pods: 10_000);
        for (; args is [var name, var value, ..]; args = args[2..])
        {
            if (options.With(name, value) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return args.IsEmpty && options.Baseline.Length > 0 ? options : null;
    }

    private OperatorBenchOptions? With(string option, string value) => option switch
    {
        "--baseline" => this with { Baseline = Path.GetFullPath(value) },
        "--candidate" => this with { Candidate = Path.GetFullPath(value) },
        "--rounds" when Positive(value) is { } rounds => this with { Rounds = rounds },
        "--pods" when Positive(value) is { } pods => this with { Pods = pods },
        _ => null,
    };

    private static int? Positive(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
