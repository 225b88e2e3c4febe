using System.Collections.Immutable;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Views;
using Spectre.Console;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>Results for people.</summary>
internal sealed class ResultsText(IAnsiConsole console)
{
    private static readonly Style Green = new(Color.Green);
    private static readonly Style Red = new(Color.Red);

    public void Write(ImmutableArray<CaseResult> results, int mistakes)
    {
        foreach (var result in results)
        {
            var through = result.Through == "preview" ? "" : $", through the {result.Through}";
            Line(new Styled(
                $"{result.Case.Document.File}: {result.Case.Policy}, {Shown.Short(Path.GetFileName(result.Case.Trace))}{through}",
                Style.Plain));
            foreach (var one in result.Results)
            {
                Write(one);
            }
        }

        var all = results.SelectMany(result => result.Results).ToList();
        var failed = all.Count(one => one.Failure is not null);
        var summary = $"{all.Count} {(all.Count == 1 ? "expectation" : "expectations")}: {all.Count - failed} met, {failed} not met"
            + (mistakes == 0 ? "" : $"; {mistakes} {(mistakes == 1 ? "error" : "errors")} in the files");
        Line(new Styled(summary, failed + mistakes == 0 ? Green : Red));
    }

    private void Write(ExpectationResult one)
    {
        var name = new Styled($" {one.Expectation.Name}", Style.Plain);
        if (one.Failure is not { } failure)
        {
            Line(new Styled("  ✓", Green), name);
            return;
        }

        Line(new Styled("  ✗", Red), name);
        foreach (var line in Lines(one.Expectation, failure))
        {
            Line(new Styled($"      {line}", Style.Plain));
        }
    }

    /// <summary>The failure as lines, starting with its location in the file.</summary>
    public static IEnumerable<string> Lines(Expectation expectation, Failure failure) =>
        failure.Places.Select(place => $"  {place}").Prepend(
            $"{expectation.At.File}:{expectation.At.Line}:{expectation.At.Column}: {failure.Message}{(failure.Places.IsEmpty ? "" : ":")}");

    /// <summary>Does not wrap, for logs; span names may contain control characters.</summary>
    private void Line(params Styled[] parts)
    {
        foreach (var line in Cell.Lines(parts, int.MaxValue))
        {
            console.WriteLine(line.Parts);
        }
    }
}
