using System.Collections.Immutable;
using System.CommandLine;
using LlmTracing.Cli.Collectors;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.PolicyTests;
using LlmTracing.Cli.Views;

namespace LlmTracing.Cli.Commands;

/// <summary><c>test</c>: checks whether policies do to recorded traces what their owners expect.</summary>
internal static class TestCommand
{
    public static Command Create(CliContext context)
    {
        var paths = new Argument<string[]>("DIR")
        {
            Description = "Folder (searched recursively for *.test.yaml) or one such file.",
            Arity = ArgumentArity.OneOrMore,
        };
        var sources = new SourceOptions("the folders of the tests");
        var collector = new CollectorChoice("runs the same cases again", "none", needed: true);
        var format = new Option<string>("--output", "-o")
        {
            Description = "Format: text or junit; with junit, the text goes to standard error.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "junit");
        var command = new Command(
            "test", "Test policies against recorded traces. Exit codes: 0 all expectations met, 1 some not met, 2 errors in the files.")
        {
            paths, format,
        };
        sources.AddTo(command);
        collector.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var program = collector.Program(parsed, context);
            var files = parsed.GetValue(paths)!.SelectMany(path => ManifestFiles.Tests(path)).Distinct(StringComparer.Ordinal).ToList();
            var set = sources.Load(parsed, context, [.. parsed.GetValue(paths)!.Select(Folder).Distinct(StringComparer.Ordinal)]);
            var findings = new List<Reported>();
            ImmutableArray<ReadyCase> cases =
            [
                .. files.SelectMany(file => CaseReader.Read(ManifestFiles.ReadFile(file, context.Input), findings))
                    .Select(one => ReadyCase.Prepare(one, set, sources.Settings(parsed), findings)).OfType<ReadyCase>(),
            ];
            return Report(
                await RunAsync(cases, new CaseRunner(program, context), findings, cancellation), findings,
                parsed.GetValue(format) == "junit", context);
        });
        return command;
    }

    private static string Folder(string path) =>
        Directory.Exists(path) ? path : Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";

    private static async Task<ImmutableArray<CaseResult>> RunAsync(
        ImmutableArray<ReadyCase> cases, CaseRunner runner, List<Reported> findings, CancellationToken cancellation)
    {
        var results = ImmutableArray.CreateBuilder<CaseResult>();
        foreach (var one in cases)
        {
            try
            {
                results.AddRange(await runner.RunAsync(one, cancellation));
            }
            catch (UsageException exception)
            {
                new CaseFields(one.Case.Document, findings).Add(
                    "policy",
                    "NotRun",
                    $"The policy cannot be tested: {exception.Message}",
                    "Run llmtracing validate to see what is wrong with it.");
            }
        }

        return results.ToImmutable();
    }

    private static int Report(ImmutableArray<CaseResult> results, List<Reported> findings, bool junit, CliContext context)
    {
        findings.Sort(ReportedOrder.Instance);
        FindingsText.Write(findings, context.Error);
        var mistakes = findings.Where(finding => finding.IsError).ToList();
        if (junit)
        {
            ResultsJunit.Write(results, mistakes, context.Output);
        }

        new ResultsText(OutputConsole.For(context, junit ? context.Error : context.Output, context.Columns)).Write(results, mistakes.Count);
        return mistakes.Count > 0 ? ExitCode.Usage
            : results.Any(result => result.Results.Any(one => one.Failure is not null)) ? ExitCode.Findings
            : ExitCode.Ok;
    }
}
