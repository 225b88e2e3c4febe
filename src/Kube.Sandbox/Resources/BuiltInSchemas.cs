namespace Kube.Sandbox.Resources;

/// <summary>
/// The schemas of built-in kinds: a real server's OpenAPI v3 without descriptions, with the server's defaults written in.
/// </summary>
internal static class BuiltInSchemas
{
    private static readonly Lock Gate = new();
    private static readonly JsonObject Definitions = Load();
    private static readonly SchemaReader Reader = new(Definitions);

    public static SchemaNode ObjectMeta { get; } = Named("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");

    public static SchemaNode Of(string group, string version, string kind) => Named(Definitions.First(definition =>
        definition.Value.Maps("x-kubernetes-group-version-kind").Any(one =>
            one.Text("group") == group && one.Text("version") == version && one.Text("kind") == kind)).Key);

    private static SchemaNode Named(string name)
    {
        lock (Gate)
        {
            return Reader.Named(name);
        }
    }

    private static JsonObject Load()
    {
        using var stream = typeof(BuiltInSchemas).Assembly.GetManifestResourceStream("builtin-schemas.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }
}
