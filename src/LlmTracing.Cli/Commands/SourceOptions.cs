using System.CommandLine;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Cli.Commands;

/// <summary>What is read, and what an installation would decide: the same for every command.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> files = new("--filename", "-f")
    {
        Description = "File or folder (recursively *.yaml, *.yml, *.json); '-' is standard input. Repeatable.",
        HelpName = "FILE|DIR|-",
        Required = true,
    };

    private readonly Option<string> @namespace = new("--namespace", "-n")
    {
        Description = "Namespace of objects that name none.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string> operatorNamespace = new("--operator-namespace")
    {
        Description = "Where the operator is installed and catalogue policies live.",
        DefaultValueFactory = _ => WellKnown.DefaultOperatorNamespace,
    };

    public void AddTo(Command command)
    {
        command.Add(files);
        command.Add(@namespace);
        command.Add(operatorNamespace);
    }

    /// <exception cref="UsageException">A file can't be read, or there is nothing of ours in any.</exception>
    public ManifestSet Load(ParseResult parsed, CliContext context)
    {
        var texts = ManifestFiles.Read(parsed.GetValue(files)!, context.Input);
        var set = ManifestLoader.Load(texts, parsed.GetValue(@namespace)!);
        return set.Documents.IsEmpty && set.Findings.IsEmpty
            ? throw new UsageException($"there is no {string.Join(" and no ", ApiSchemas.Kinds)} in {string.Join(", ", parsed.GetValue(files)!)}.")
            : set;
    }

    public CompilerSettings Settings(ParseResult parsed) => new() { OperatorNamespace = parsed.GetValue(operatorNamespace)! };
}
