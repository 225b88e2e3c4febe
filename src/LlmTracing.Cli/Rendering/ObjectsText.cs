using System.Text.Json;
using LlmTracing.Compiler.Objects;
using LlmTracing.Compiler.Yaml;

namespace LlmTracing.Cli.Rendering;

/// <summary>Writes objects as YAML documents, for review and for <c>kubectl apply -f -</c>.</summary>
internal static class ObjectsText
{
    public static void Write(IEnumerable<DesiredObject> objects, TextWriter output)
    {
        foreach (var one in objects)
        {
            using var document = JsonDocument.Parse(one.Body);
            output.Write("---\n");
            output.Write(YamlText.Write(document.RootElement));
        }
    }
}
