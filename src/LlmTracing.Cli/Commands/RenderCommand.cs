using System.CommandLine;
using Kube.Model;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Rendering;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Cli.Commands;

/// <summary><c>render</c>: what the operator would apply, or one policy as a collector configuration; only findings on error.</summary>
internal static class RenderCommand
{
    public static Command Create(CliContext context)
    {
        var sources = new SourceOptions();
        var standalone = new StandaloneOptions();
        var command = new Command("render", "Print the objects that the operator would apply, as YAML, or one collector configuration.");
        sources.AddTo(command);
        standalone.AddTo(command);
        command.SetAction(parsed =>
        {
            var set = sources.Load(parsed, context);
            return standalone.Policy(parsed) is { } policy
                ? Standalone(set, policy, standalone.Listen(parsed), standalone.Export(parsed), sources.Settings(parsed), context)
                : Objects(set, sources.Settings(parsed), context);
        });
        return command;
    }

    private static int Objects(ManifestSet set, CompilerSettings settings, CliContext context)
    {
        var compiled = CompiledSet.Compile(set, settings);
        FindingsText.Write(compiled.Findings, context.Error);
        if (compiled.HasErrors)
        {
            return ExitCode.Findings;
        }

        ObjectsText.Write(compiled.Objects, context.Output);
        return ExitCode.Ok;
    }

    private static int Standalone(
        ManifestSet set, ObjectKey key, string listen, StandaloneExport export, CompilerSettings settings, CliContext context)
    {
        var chosen = ChosenPolicy.Find(set, key, settings);
        FindingsText.Write(chosen.Findings, context.Error);
        if (chosen.Policy is not { } policy)
        {
            return ExitCode.Findings;
        }

        var plan = RedactionPlanner.From(policy.Spec);
        if (plan.HashKey is { } hashKey)
        {
            context.Error.WriteLine(
                $"Set {SecretVariables.HashKey(hashKey)} in the collector's environment to the key for hashes, at least 32 bytes long.");
        }

        context.Output.Write(StandaloneConfiguration.Of(plan, listen, export).ToYaml());
        return ExitCode.Ok;
    }
}
