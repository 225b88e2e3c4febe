using System.Collections.Immutable;
using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace LlmTracing.Operator;

/// <summary>The command line: <c>--some-name value</c>, where <c>SOME_NAME</c> is the same as an environment variable.</summary>
internal static class Usage
{
    private static readonly ImmutableArray<(string Name, string Meaning)> Settings =
    [
        .. from property in typeof(OperatorOptions).GetProperties()
           where property.IsDefined(typeof(ConfigurationKeyNameAttribute))
           select (property.GetCustomAttribute<ConfigurationKeyNameAttribute>()!.Name,
               property.GetCustomAttribute<DescriptionAttribute>()!.Description),
    ];

    public static IEnumerable<string> Names => Settings.Select(setting => setting.Name);

    public static string Version => $"{typeof(Usage).Assembly.GetName().Name} {TracingOperator.Version}";

    public static string Help =>
        $"""
        Usage: llm-tracing-operator [--name value]...

        The cluster is that of KUBECONFIG, of the pod, or of ~/.kube/config. Each setting is an argument
        or an environment variable such as HEALTH_PORT.

        {string.Join('\n', Settings.Select(setting => $"  {Argument(setting.Name),-40} {setting.Meaning}"))}
          {"--help, --version",-40} say this, or the version, and end

        """;

    /// <summary>The settings that arguments give, and what is wrong with the arguments.</summary>
    public static (Dictionary<string, string?> Given, List<string> Mistakes) Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal);
        var mistakes = new List<string>();
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

        return (given, mistakes);
    }

    private static string Argument(string name) => $"--{name.Replace('_', '-').ToLowerInvariant()}";
}
