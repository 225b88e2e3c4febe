namespace Kube.Sandbox.Resources;

/// <summary>All resources that are served now. Safe for concurrent use: readers see one consistent state.</summary>
internal sealed class ResourceRegistry
{
    private readonly Lock gate = new();
    private ImmutableSortedDictionary<string, ResourceDefinition> custom = ImmutableSortedDictionary<string, ResourceDefinition>.Empty;

    public ImmutableArray<ResourceDefinition> All { get; private set; } = BuiltInResources.Definitions;

    public ResourceDefinition? Find(string group, string version, string plural) =>
        All.FirstOrDefault(item => item.Group == group && item.Version == version && item.Plural == plural);

    public ResourceDefinition? FindKind(string apiVersion, string kind) =>
        All.FirstOrDefault(item => item.ApiVersion == apiVersion && item.Kind == kind);

    /// <summary>One definition per stored resource.</summary>
    public IEnumerable<ResourceDefinition> Stored => All.DistinctBy(item => item.Storage);

    /// <summary>Serves what a CustomResourceDefinition declares, in place of what it declared before; null stops that.</summary>
    public void Put(string definitionName, ResourceDefinition? resource)
    {
        lock (gate)
        {
            custom = resource is null ? custom.Remove(definitionName) : custom.SetItem(definitionName, resource);
            All = [.. BuiltInResources.Definitions, .. custom.Values];
        }
    }
}
