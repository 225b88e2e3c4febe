using System.Collections.Immutable;
using System.Globalization;
using Kube.Testing;

namespace LlmTracing.Bench;

/// <summary>The command line.</summary>
/// <param name="Root">Folder of the repository.</param>
/// <param name="Rounds">How often each number is taken.</param>
/// <param name="Write">Whether <c>docs/cost.md</c> gets the result.</param>
/// <param name="Only">Names of the subjects to measure beside pass-through; all when empty.</param>
/// <param name="Others">Further configurations to measure.</param>
/// <param name="Sizes">Names of payloads begin with one of these; all when empty.</param>
/// <param name="Recording">Where to write a long recording instead of measuring; null to measure.</param>
internal sealed record BenchOptions(
    string Root, int Rounds, bool Write, ImmutableArray<string> Only, ImmutableArray<Subject> Others, ImmutableArray<string> Sizes,
    string? Recording)
{
    public const string Usage = """
        bench --recording FILE
          writes 10 MB of recorded requests, one on each line, for `llmtracing preview`
        bench [--write] [--rounds N] [--only NAME]... [--payload BEGINNING]... [--with NAME=FILE]...
          --with   also measures a collector configuration; it listens on ${env:BENCH_LISTEN} and sends to ${env:BENCH_EXPORTER},
                   which is nop, or file with the path ${env:BENCH_OUTPUT}
        """;

    public bool Chosen(Subject subject) => Only.IsEmpty || subject.Name == Subject.PassThrough || Only.Contains(subject.Name);

    public bool Chosen(Payload payload) => Sizes.IsEmpty || Sizes.Any(size => payload.Name.StartsWith(size, StringComparison.Ordinal));

    /// <summary>Null when it is not understood.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(WorkingTree.Root, 5, Write: false, [], [], [], Recording: null);
        for (var index = 0; index < args.Length; index++)
        {
            var value = index + 1 < args.Length ? args[index + 1] : "";
            var next = args[index] == "--write" ? options with { Write = true } : options.With(args[index], value);
            if (next is null)
            {
                return null;
            }

            index += args[index] == "--write" ? 0 : 1;
            options = next;
        }

        return options;
    }

    private BenchOptions? With(string option, string value) => option switch
    {
        "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => this with { Rounds = rounds },
        "--only" when value.Length > 0 => this with { Only = Only.Add(value) },
        "--payload" when value.Length > 0 => this with { Sizes = Sizes.Add(value) },
        "--recording" when value.Length > 0 => this with { Recording = value },
        "--with" when value.Split('=', 2) is [{ Length: > 0 } name, var file] && File.Exists(file) =>
            this with { Others = Others.Add(Subject.FromFile(name, file)) },
        _ => null,
    };
}
