using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Schema.Cel;
using Kube.Schema.Json;

namespace Kube.Schema;

/// <summary>The schema of one version of a CustomResourceDefinition: what the API server would say, without one.</summary>
public sealed class CustomResourceSchema
{
    private static readonly FieldError RulesSkipped = FieldError.InvalidText(
        "<nil>", "null",
        "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation");

    private static readonly string[] Blocking =
        ["FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid"];

    internal CustomResourceSchema(SchemaNode root) => Root = root;

    internal SchemaNode Root { get; }

    /// <summary>Reads the schema of a version; the storage version when none is named.</summary>
    /// <param name="crd">A CustomResourceDefinition of <c>apiextensions.k8s.io/v1</c>.</param>
    /// <exception cref="ArgumentException">There is no such version, or a CEL rule or pattern in it can't be read.</exception>
    public static CustomResourceSchema Load(JsonNode crd, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(crd);
        var chosen = crd.Maps("spec", "versions")
            .FirstOrDefault(item => version is null ? item.Flag("storage") : item.Text("name") == version)
            ?? throw new ArgumentException($"the CustomResourceDefinition has no version '{version ?? "marked as storage"}'",
                nameof(version));
        try
        {
            return new CustomResourceSchema(SchemaReader.ReadStructural(chosen.At("schema", "openAPIV3Schema")));
        }
        catch (CelException exception)
        {
            throw new ArgumentException(exception.Message, nameof(crd), exception);
        }
    }

    /// <summary>All faults: of the schema first, then of the CEL rules if nothing keeps them from running.</summary>
    /// <param name="value">The whole object, defaults applied and unknown fields removed.</param>
    /// <param name="old">The version it replaces, for transition rules; null for a new object.</param>
    public ImmutableArray<FieldError> Validate(JsonNode value, JsonNode? old = null) => Validate(value, old, []);

    internal ImmutableArray<FieldError> Validate(JsonNode value, JsonNode? old, IReadOnlyList<FieldError> known)
    {
        ImmutableArray<FieldError> faults = [.. known, .. SchemaValidator.Validate(Root, value)];
        if (!Root.HasRules)
        {
            return faults;
        }

        return faults.Any(fault => Blocking.Contains(fault.Reason))
            ? faults.Add(RulesSkipped)
            : [.. faults, .. RuleValidator.Validate(Root, value, old)];
    }

    /// <summary>Fills in the defaults of the schema, in place.</summary>
    public void ApplyDefaults(JsonNode value) => SchemaDefaults.Apply(Root, value);

    /// <summary>Removes, in place, what the schema does not know, and lists the paths; metadata is left alone.</summary>
    public ImmutableArray<string> Prune(JsonObject value) => [.. UnknownFields.PruneResource(Root, value)];
}
