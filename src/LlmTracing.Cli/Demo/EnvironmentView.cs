using k8s.Models;
using Kube.Model;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>The environment of a pod's containers as sent and as stored, as a diff.</summary>
internal static class EnvironmentView
{
    public static void Write(IAnsiConsole console, V1Pod sent, V1Pod stored)
    {
        foreach (var container in stored.Spec?.Containers ?? [])
        {
            var before = sent.Spec!.Containers.First(one => one.Name == container.Name).Env.OrEmpty().Select(Line).ToList();
            var after = container.Env.OrEmpty().Select(Line).ToList();
            foreach (var line in before.Except(after))
            {
                console.Write(Lines.Wrapped($"- {line}", new Style(Color.Red)));
            }

            foreach (var line in after)
            {
                var kept = before.Contains(line);
                console.Write(Lines.Wrapped($"{(kept ? " " : "+")} {line}", new Style(kept ? Color.Default : Color.Green)));
            }
        }
    }

    private static string Line(V1EnvVar variable) =>
        variable.ValueFrom is { } source ? $"{variable.Name} <- {Source(source)}" : $"{variable.Name}={variable.Value}";

    private static string Source(V1EnvVarSource source) => source switch
    {
        { FieldRef: { } field } => field.FieldPath,
        { ResourceFieldRef: { } field } => field.Resource,
        { SecretKeyRef: { } key } => $"Secret {key.Name}, key {key.Key}",
        { ConfigMapKeyRef: { } key } => $"ConfigMap {key.Name}, key {key.Key}",
        _ => "another source",
    };
}
