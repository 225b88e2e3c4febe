using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kube.Model;
using LlmTracing.Compiler.Collector;

namespace LlmTracing.Cli.Commands;

/// <summary>Options of <c>render --standalone</c>, validated while parsing the command line.</summary>
internal sealed class StandaloneOptions
{
    private readonly Option<ObjectKey?> policy = new("--standalone")
    {
        Description = "Print one collector configuration for this policy, to run without Kubernetes.",
        HelpName = "NAMESPACE/POLICY",
        CustomParser = PolicyKey.Parse,
    };

    private readonly Option<string> listen = new("--listen")
    {
        Description = "Where the standalone collector listens for OTLP over HTTP.",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => "127.0.0.1:4318",
    };

    private readonly Option<StandaloneExport> export = new("--export")
    {
        Description = "Where the standalone collector sends telemetry: file:PATH, debug or otlp:URL.",
        HelpName = "file:PATH|debug|otlp:URL",
        DefaultValueFactory = _ => new StandaloneExport.Debug(),
        CustomParser = Export,
    };

    public void AddTo(Command command)
    {
        listen.Validators.Add(CheckListen);
        command.Add(policy);
        command.Add(listen);
        command.Add(export);
        command.Validators.Add(result =>
        {
            if (result.GetResult(policy) is null && (Given(result.GetResult(listen)) || Given(result.GetResult(export))))
            {
                result.AddError("--listen and --export require --standalone NAMESPACE/POLICY.");
            }
        });
    }

    public ObjectKey? Policy(ParseResult parsed) => parsed.GetValue(policy);

    public string Listen(ParseResult parsed) => parsed.GetValue(listen)!;

    public StandaloneExport Export(ParseResult parsed) => parsed.GetValue(export)!;

    private static bool Given(OptionResult? result) => result is { Implicit: false };

    private static void CheckListen(OptionResult result)
    {
        var value = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
        if (value is not null && !IsAddress(value))
        {
            result.AddError($"--listen takes HOST:PORT such as 127.0.0.1:4318 or [::1]:4318, not '{value}'.");
        }
    }

    private static bool IsAddress(string value)
    {
        var colon = value.LastIndexOf(':');
        return colon > 0
            && ushort.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0
            && (value[0] == '[') == value.AsSpan(0, colon).Contains(':')
            && Uri.CheckHostName(value[..colon]) != UriHostNameType.Unknown;
    }

    private static StandaloneExport? Export(ArgumentResult result)
    {
        var value = result.Tokens[0].Value;
        if (value == "debug")
        {
            return new StandaloneExport.Debug();
        }

        if (value.StartsWith("file:", StringComparison.Ordinal) && value.Length > "file:".Length && !value.Contains('$'))
        {
            return new StandaloneExport.File(value["file:".Length..]);
        }

        if (value.StartsWith("otlp:", StringComparison.Ordinal) && IsBase(value["otlp:".Length..]))
        {
            return new StandaloneExport.Otlp(value["otlp:".Length..]);
        }

        result.AddError(value.StartsWith("otlp:", StringComparison.Ordinal)
            ? "--export otlp: takes a base URL such as otlp:http://127.0.0.1:4320, without credentials, query string or /v1/traces."
            : "--export takes file:PATH, debug or otlp:URL.");
        return null;
    }

    private static bool IsBase(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0
        && !url.Contains('$')
        && !uri.AbsolutePath.TrimEnd('/').EndsWith("/v1/traces", StringComparison.Ordinal);
}
