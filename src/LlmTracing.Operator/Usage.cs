using System.Collections.Immutable;
using LlmTracing.Operator.Hosting;

namespace LlmTracing.Operator;

/// <summary>The command line: <c>--some-name value</c>, where <c>SOME_NAME</c> is the same as an environment variable.</summary>
internal static class Usage
{
    private static readonly ImmutableArray<(string Name, string Meaning)> Settings =
    [
        ("OPERATOR_NAMESPACE", "where the operator runs and catalogue policies live"),
        ("POD_NAME", "this replica in Events and in the Lease"),
        ("SERVICE_NAME", "the Service in front of the webhook: its certificate is for that name"),
        ("WEBHOOK_ENABLED", "whether pods are changed at all (true)"),
        ("LEADER_ELECTION", "whether replicas agree on one that writes; without, this process always leads (true)"),
        ("COLLECTOR_IMAGE", "for pipelines that name no image"),
        ("BIND_ADDRESS", "address that all servers bind to (::)"),
        ("WEBHOOK_PORT", "HTTPS, for the API server (9443); 0 takes a free one, as for the others"),
        ("METRICS_PORT", "/metrics (8080)"),
        ("HEALTH_PORT", "/healthz and /readyz (8081)"),
        ("WEBHOOK_LINGER_SECONDS", "how long the webhook goes on answering after the process was told to stop (10)"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "where the operator's own spans go, by OTLP over HTTP; /v1/traces is added"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "the same as a whole URL"),
    ];

    public static IEnumerable<string> Names => Settings.Select(setting => setting.Name);

    public static string Version => $"{typeof(Usage).Assembly.GetName().Name} {Composition.Version}";

    public static string Help =>
        $"""
        Usage: llm-tracing-operator [--name value]...

        The cluster is that of KUBECONFIG, of the pod, or of ~/.kube/config. Each setting is an argument
        or an environment variable such as HEALTH_PORT.

        {string.Join('\n', Settings.Select(setting => $"  {Argument(setting.Name),-40} {setting.Meaning}"))}
          {"--help, --version",-40} say this, or the version, and end

        """;

    /// <summary>The settings that arguments give, and what is wrong with the arguments.</summary>
    public static (Dictionary<string, string?> Given, ImmutableArray<string> Mistakes) Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal);
        var mistakes = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var argument = arguments[i].Replace('_', '-');
            if (Names.FirstOrDefault(name => string.Equals(Argument(name), argument, StringComparison.OrdinalIgnoreCase)) is not { } known)
            {
                mistakes.Add($"there is no setting {arguments[i]}; see --help");
            }
            else if (i + 1 == arguments.Count)
            {
                mistakes.Add($"{known} has no value");
            }
            else
            {
                given[known] = arguments[i + 1];
            }
        }

        return (given, mistakes.ToImmutable());
    }

    private static string Argument(string name) => $"--{name.Replace('_', '-').ToLowerInvariant()}";
}
