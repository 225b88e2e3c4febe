using System.CommandLine;
using LlmTracing.Cli.Commands;

namespace LlmTracing.Cli.Collectors;

/// <summary>The option <c>--collector</c>.</summary>
internal sealed class CollectorChoice
{
    private readonly Option<string> option;
    private readonly bool needed;

    /// <param name="use">What a collector does for the command.</param>
    /// <param name="needed">Whether <c>auto</c> is an error if there is none.</param>
    public CollectorChoice(string use, string choice, bool needed)
    {
        this.needed = needed;
        option = new Option<string>("--collector")
        {
            Description = $"Collector that {use}: path of a program, 'auto' (OTELCOL, then otelcol-contrib or otelcol on PATH) or 'none'.",
            HelpName = "auto|none|PROGRAM",
            DefaultValueFactory = _ => choice,
        };
    }

    public void AddTo(Command command) => command.Add(option);

    /// <exception cref="UsageException">The program does not exist.</exception>
    public CollectorProgram? Program(ParseResult parsed, CliContext context) => parsed.GetValue(option)! switch
    {
        "none" => null,
        "auto" => CollectorProgram.Find(context) ?? (needed
            ? throw new UsageException(
                "--collector auto: no collector found; set OTELCOL to an OpenTelemetry Collector, or put otelcol-contrib on PATH.")
            : null),
        var program when File.Exists(program) => new CollectorProgram(program),
        var program => throw new UsageException($"--collector {program}: no such program."),
    };
}
