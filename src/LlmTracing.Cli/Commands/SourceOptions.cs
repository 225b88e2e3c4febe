using System.CommandLine;
using LlmTracing.Cli.Manifests;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Cli.Commands;

/// <summary>Options shared by all commands: what to read, and settings of the installation.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> files;

    private readonly Option<string> @namespace = new("--namespace", "-n")
    {
        Description = "Namespace of objects that do not set one.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string> operatorNamespace = new("--operator-namespace")
    {
        Description = "Namespace of the operator and of the catalogue policies.",
        DefaultValueFactory = _ => WellKnown.DefaultOperatorNamespace,
    };

    /// <param name="otherwise">What is read without <c>-f</c>, in words; null if <c>-f</c> is required.</param>
    public SourceOptions(string? otherwise = null) => files = new("--filename", "-f")
    {
        Description = "File or folder (searched recursively for *.yaml, *.yml and *.json, except *.test.yaml); '-' is standard input. "
            + $"Repeatable.{(otherwise is null ? "" : $" Default: {otherwise}.")}",
        HelpName = "FILE|DIR|-",
        Required = otherwise is null,
    };

    public void AddTo(Command command)
    {
        command.Add(files);
        command.Add(@namespace);
        command.Add(operatorNamespace);
    }

    /// <param name="otherwise">What is read without <c>-f</c>.</param>
    /// <exception cref="UsageException">A file cannot be read, or none contains our kinds.</exception>
    public ManifestSet Load(ParseResult parsed, CliContext context, params string[] otherwise)
    {
        var paths = parsed.GetValue(files) is { Length: > 0 } given ? given : otherwise;
        var texts = ManifestFiles.Read(paths, context.Input);
        var set = ManifestLoader.Load(texts, parsed.GetValue(@namespace)!);
        return set.Documents.IsEmpty && set.Findings.IsEmpty
            ? throw new UsageException($"there is no {string.Join(" or ", ApiSchemas.Kinds)} in {string.Join(", ", paths)}.")
            : set;
    }

    /// <summary>Whether the manifests come from standard input.</summary>
    public bool ReadsInput(ParseResult parsed) => parsed.GetValue(files) is { } given && given.Contains("-");

    public CompilerSettings Settings(ParseResult parsed) => new() { OperatorNamespace = parsed.GetValue(operatorNamespace)! };
}
