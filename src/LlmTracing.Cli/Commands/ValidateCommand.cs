using System.Collections.Immutable;
using System.CommandLine;
using LlmTracing.Cli.Collectors;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Rendering;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Cli.Commands;

/// <summary><c>validate</c>: reports every finding with its location, including those of a real collector if there is one.</summary>
internal static class ValidateCommand
{
    public static Command Create(CliContext context)
    {
        var sources = new SourceOptions();
        var format = new Option<string>("--output", "-o") { Description = "Format of the findings.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var collector = new CollectorChoice("validates each configuration", "auto", needed: false);
        var command = new Command("validate", "Report every error, with file, line and field.") { format };
        collector.AddTo(command);
        sources.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var program = collector.Program(parsed, context);
            var compiled = CompiledSet.Compile(sources.Load(parsed, context), sources.Settings(parsed));
            ImmutableArray<Reported> findings = [.. compiled.Findings, .. await RefusalsAsync(compiled, program, cancellation)];
            Write(findings, parsed.GetValue(format) == "json", context);
            return findings.Any(reported => reported.IsError) ? ExitCode.Findings : ExitCode.Ok;
        });
        return command;
    }

    private static void Write(ImmutableArray<Reported> findings, bool json, CliContext context)
    {
        if (json)
        {
            FindingsJson.Write(findings, context.Output);
            return;
        }

        FindingsText.Write(findings, context.Output);
        var errors = findings.Count(reported => reported.IsError);
        context.Error.WriteLine($"{errors} {(errors == 1 ? "error" : "errors")}, "
            + $"{findings.Length - errors} {(findings.Length - errors == 1 ? "warning" : "warnings")}");
    }

    private static async Task<ImmutableArray<Reported>> RefusalsAsync(
        CompiledSet compiled, CollectorProgram? program, CancellationToken cancellation)
    {
        var refusals = ImmutableArray.CreateBuilder<Reported>();
        foreach (var pipeline in program is null ? [] : compiled.Pipelines)
        {
            if (pipeline is { Configuration: { } configuration, Plan: { } plan }
                && await program!.ValidateAsync(configuration, plan.SecretEnvironment.Keys, cancellation) is { } message)
            {
                refusals.Add(new Reported(
                    new Finding(
                        ApiKinds.TracePipeline.Kind,
                        plan.Pipeline,
                        "",
                        "RefusedByCollector",
                        $"The collector rejects the generated configuration: {message}",
                        "If this is not the pinned version of the collector, pass one that is with --collector."),
                    null));
            }
        }

        return refusals.ToImmutable();
    }
}
